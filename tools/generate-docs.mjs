import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadTypescript } from './lib/load-typescript.mjs';
import { root } from './lib/process.mjs';
import { renderEnvExample } from './documents/env-example.mjs';
import { renderMetrics } from './documents/metrics.mjs';
import { renderNotices } from './documents/notices.mjs';
import { renderStateMachine } from './documents/state-machine.mjs';

/** `npm run docs` writes the generated documents; with `--check` it compares, and fails where one has drifted. */
const contracts = () => loadTypescript('libs/contracts/src/index.ts');
const domain = () => loadTypescript('libs/domain/src/index.ts');
const documents = [
  { file: '.env.example', render: () => renderEnvExample(loadTypescript('libs/platform/src/config/env.dto.ts')) },
  { file: 'docs/state-machine.md', render: () => renderStateMachine(domain(), contracts()) },
  { file: 'docs/metrics.md', render: () => renderMetrics(domain(), contracts()) },
  { file: 'docs/notices.md', render: () => renderNotices(contracts()) },
  { file: 'docs/openapi.json', render: renderOpenApi },
];

async function renderOpenApi() {
  const { openApiDocument } = loadTypescript('apps/standalone/src/openapi.ts');
  return `${JSON.stringify(await openApiDocument(), null, 2)}\n`;
}

const check = process.argv.includes('--check');
let drifted = 0;
let failed = 0;
for (const { file, render } of documents) {
  const path = join(root, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  let after;
  try {
    after = await render();
  } catch (error) {
    failed += 1;
    console.error(`${file} cannot be generated:`, error);
    continue;
  }
  if (before === after) continue;
  drifted += 1;
  if (check) console.log(`${file} no longer says what its source says: run npm run docs and commit it.`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
    console.log(`written: ${file}`);
  }
}
process.exit(failed > 0 || (check && drifted > 0) ? 1 : 0);
