import { defineConfig } from 'vitest/config';

export default defineConfig({
  /** One file with everything in it, for the oldest Node.js of the package. */
  ssr: { noExternal: true },
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: { output: { entryFileNames: 'main.js', banner: '#!/usr/bin/env node' } },
  },
  /** Tests wait for events; this is only the end of waiting on a busy machine. */
  test: {
    globalSetup: './test/setup.ts',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    exclude: ['dist/**', 'node_modules/**'],
  },
});
