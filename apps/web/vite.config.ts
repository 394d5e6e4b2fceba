import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { merchant } from './src/merchant.ts';
import { themeCss } from './src/theme/theme.ts';

/** The merchant's look is in the first style sheet: nothing changes colour while the page loads. */
const merchantTheme: Plugin = {
  name: 'merchant-theme',
  enforce: 'pre',
  load: (id) => (id.endsWith('/src/styles/merchant.css') ? themeCss(merchant.theme) : null),
};

export default defineConfig({
  plugins: [react(), merchantTheme],
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
