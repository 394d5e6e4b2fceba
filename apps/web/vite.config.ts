import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { merchant } from './src/merchant.ts';
import { merchantTheme } from './src/theme/merchant-theme.ts';

export default defineConfig({
  plugins: [react(), merchantTheme(merchant)],
  build: {
    target: 'es2022',
    // The page's Content-Security-Policy allows no data: addresses, so nothing may be inlined as one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    // `pnpm dev` beside a running api.
    proxy: { '/trpc': 'http://127.0.0.1:3000' },
  },
});
