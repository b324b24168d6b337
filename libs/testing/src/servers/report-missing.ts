import { mustRunEverything } from './programs';

/** A server that is not there is a failure on CI, and elsewhere a line in the summary: never silence. */
export function reportMissing(server: string, variable: string): void {
  describe(server, () => {
    if (mustRunEverything()) {
      it('is there, because CI=true', () => {
        throw new Error(`${variable} is not set: run through npm test, which starts ${server}`);
      });
    } else {
      // eslint-disable-next-line jest/no-disabled-tests -- shows in the summary what could not run on this machine
      it.skip(`not run: no ${server} on this machine`, () => undefined);
    }
  });
}
