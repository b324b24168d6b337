import { createContext, loadConfig } from '@minsheng/platform';
import { dashboard } from '../../dashboard/src';
import { dispatch } from '../../dispatch/src';
import { intake } from '../../intake/src';
import { commandLine, type CommandLineHost } from './commands/command-line';
import { nestStore } from './commands/nest-store';

/** The commands at the terminal: all three services in one process, without a listening server. */
function host(): CommandLineHost {
  const config = loadConfig();
  return {
    config,
    open: async () => {
      const app = await createContext({ config, services: [intake, dispatch, dashboard] });
      return { store: nestStore(app), close: () => app.close() };
    },
  };
}

async function main(): Promise<void> {
  try {
    process.exitCode = await commandLine(process.argv.slice(2), host());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
