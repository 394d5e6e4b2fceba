import { defineConfig } from 'vitest/config';

export default defineConfig({
  /** One ESM file for Node; the npm dependencies stay outside it. */
  build: { ssr: 'src/main.ts', target: 'node24', outDir: 'dist', emptyOutDir: true },
  /** Tests wait for events; this is only the end of waiting on a busy machine. */
  test: { testTimeout: 30_000, hookTimeout: 30_000, exclude: ['dist/**', 'node_modules/**'] },
});
