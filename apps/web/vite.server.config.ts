import { defineConfig } from 'vite';

/** What draws the pages on the server: one file that needs no package. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  ssr: { noExternal: true },
  // Else the file holds the development build of React as well, and chooses when it is loaded.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    ssr: 'src/server/render-page.ts',
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
