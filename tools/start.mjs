import { say } from './lib/process.mjs';
import { launch } from './lib/launch.mjs';

/** `npm start`: everything in one process; `start:intake|dispatch|dashboard`: one service. */
const programs = {
  standalone: { file: 'standalone/main.js', needed: ['server', 'web'] },
  intake: { file: 'intake/main.js', needed: ['server'] },
  dispatch: { file: 'dispatch/main.js', needed: ['server'] },
  dashboard: { file: 'dashboard/main.js', needed: ['server'] },
};

const [name = 'standalone', ...args] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  say(`没有名为 ${name} 的服务，可选：${Object.keys(programs).join('、')}。`);
  process.exit(1);
}
await launch(program.file, args, program);
