import { say } from './lib/process.mjs';
import { launch } from './lib/launch.mjs';

/** `npm run setup|migrate|import|verify|generate|bench -- …`: the commands of apps/standalone/src/cli.ts. */
const [name, ...args] = process.argv.slice(2);
if (name === undefined) {
  say('用法：npm run setup|migrate|import|verify|generate|bench -- 参数');
  process.exit(1);
}
await launch('standalone/cli.js', [name, ...args], { needed: ['server'] });
