import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { drawnLook } from './build/drawn-look.ts';

/** Every state of the pages, each on its own, in a folder that no server of ours serves. */
export default defineConfig({
  plugins: [react(), drawnLook()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    outDir: 'dist-gallery',
    rolldownOptions: { input: 'gallery.html', output: { codeSplitting: false } },
  },
});
