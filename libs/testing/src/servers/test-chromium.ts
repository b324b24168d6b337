import { findProgram } from './programs';
import { reportMissing } from './report-missing';

/** A `describe` that gets the path of a Chromium to drive; where there is none the gap shows in the summary. */
export function describeInBrowser(title: string, tests: (executablePath: string) => void): void {
  const executablePath = findProgram('chromium');
  if (executablePath === null) return reportMissing('Chromium', 'CHROMIUM_PATH');
  describe(title, () => tests(executablePath));
}
