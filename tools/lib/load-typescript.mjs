import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './process.mjs';

const require = createRequire(import.meta.url);
let hooked = false;

function hook() {
  const { transformSync } = require('@swc/core');
  const { register } = require('tsconfig-paths');
  const { paths } = require(join(root, 'tsconfig.json')).compilerOptions;
  register({ baseUrl: root, paths });
  require('reflect-metadata');
  require.extensions['.ts'] = (module, filename) => {
    const { code } = transformSync(require('node:fs').readFileSync(filename, 'utf8'), {
      filename,
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'commonjs' },
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
        keepClassNames: true,
      },
    });
    module._compile(code, filename);
  };
  process.setSourceMapsEnabled(true);
  hooked = true;
}

/** Loads a TypeScript source of the project as it stands, so that tools need no build of what they describe. */
export function loadTypescript(path) {
  if (!hooked) hook();
  return require(join(root, path));
}
