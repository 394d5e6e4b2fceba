import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const pages = join(import.meta.dirname, 'src', 'pages');

/** Copies the pages' HTML, CSS and scripts beside the bundle, which reads them at its start (src/pages/page-file.ts). */
const copyPageFiles: Plugin = {
  name: 'copy-page-files',
  writeBundle({ dir = 'dist' }) {
    for (const file of readdirSync(pages)) {
      if (/\.(html|css|js)$/.test(file)) copyFileSync(join(pages, file), join(dir, file));
    }
  },
};

export default defineConfig({
  plugins: [copyPageFiles],
  /** One ESM file for Node; the npm dependencies stay outside it. */
  build: { ssr: 'src/main.ts', target: 'node24', outDir: 'dist', emptyOutDir: true },
  test: {
    // Each test starts a sandbox of its own, and a module keeps no state: loading the sources anew for each file only takes time.
    isolate: false,
    /** Tests wait for events; this is only the end of waiting on a busy machine. */
    testTimeout: 120_000,
    hookTimeout: 120_000,
    exclude: ['dist/**', 'node_modules/**'],
  },
});
