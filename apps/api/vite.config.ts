import { defineConfig } from 'vite';

/** One ESM file for Node with the workspace's own packages inlined; the npm dependencies stay outside it. */
export default defineConfig({
  build: { ssr: 'src/main.ts', target: 'node24', outDir: 'dist', emptyOutDir: true, sourcemap: true },
  ssr: { noExternal: [/^@checkout\//] },
});
