import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiDocument, createApp, loadConfig } from '@minsheng/platform';
import { dashboard } from '../../dashboard/src';
import { dispatch } from '../../dispatch/src';
import { intake } from '../../intake/src';

/** The description of every route of the product, for docs/openapi.json. */
export async function openApiDocument(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-openapi-'));
  try {
    const config = loadConfig({ DATA_DIR: folder, NODE_ENV: 'test' });
    const app = await createApp({ config, services: [intake, dispatch, dashboard], logger: false });
    await app.init();
    const document = apiDocument(app);
    await app.close();
    return document;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
