import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from './process.mjs';
import { packageBin } from './steps.mjs';

const results = join(root, '.cache/results');

/** Runs one tier of jest.config.cjs and counts; a file that could not even be loaded counts as one failure. */
export async function runTier(tier, { workers, env = process.env, output = 'inherit', args = [] } = {}) {
  mkdirSync(results, { recursive: true });
  const file = join(results, `${tier}.json`);
  rmSync(file, { force: true });
  const options = ['--selectProjects', tier, `--maxWorkers=${workers}`, '--json', `--outputFile=${file}`, ...args];
  // jest prints its JSON on the output stream too unless that goes to a file: --outputFile keeps it out
  const run = await runNode(packageBin('jest'), options, { env, output });
  return { tier, code: run.code, milliseconds: run.milliseconds, output: run.output, ...readCounts(file, run.code) };
}

function readCounts(file, code) {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8'));
    return {
      suites: json.numTotalTestSuites,
      failedSuites: json.numFailedTestSuites,
      passed: json.numPassedTests,
      failed: json.numFailedTests + json.numRuntimeErrorTestSuites,
      skipped: json.numPendingTests + json.numTodoTests,
    };
  } catch {
    return { suites: 0, failedSuites: 0, passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
}
