import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const backend = process.env.API_TARGET ?? 'http://127.0.0.1:12345';

/** Everything is served from our own origin: no inline script, no data: script, nothing from outside. */
export default defineConfig({
  plugins: [vue(), Components({ dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })], dts: false })],
  resolve: {
    alias: {
      '@': at('src'),
      '@minsheng/contracts': at('../../libs/contracts/src/index.ts'),
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: backend, ws: true, changeOrigin: false } },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
  },
});
