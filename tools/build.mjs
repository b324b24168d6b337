import { ensureBuild } from './lib/build.mjs';

/** `npm run build`: the services and the web app, always from scratch. */
await ensureBuild({ force: true });
