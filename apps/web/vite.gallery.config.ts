import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { reactAlias } from './build/react-alias.ts';
import { merchant } from './src/merchant.ts';
import { merchantTheme } from './src/theme/merchant-theme.ts';

/** Every state of the pages, each on its own, in a folder that no server of ours serves. */
export default defineConfig({
  plugins: [react(), merchantTheme(merchant)],
  resolve: { alias: reactAlias },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    outDir: 'dist-gallery',
    rolldownOptions: { input: 'gallery.html', output: { codeSplitting: false } },
  },
});
