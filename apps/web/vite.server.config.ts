import { defineConfig } from 'vite';
import { reactAlias } from './build/react-alias.ts';

/** What draws the pages on the server: one file that needs no package. */
export default defineConfig({
  resolve: { alias: reactAlias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  ssr: { noExternal: true },
  build: {
    ssr: 'src/server/main.ts',
    target: 'node24',
    outDir: 'dist-server',
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: {
      output: { entryFileNames: 'render-page.js', codeSplitting: false },
      // 'use client' at the head of a library's files means something to frameworks only.
      checks: { moduleLevelDirective: false },
    },
  },
});
