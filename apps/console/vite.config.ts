import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { withoutWebSockets } from './build/without-web-sockets.ts';

export default defineConfig({
  plugins: [react(), withoutWebSockets()],
  build: {
    target: 'es2022',
    // The Content-Security-Policy allows no data: addresses, so nothing may be inlined as one.
    assetsInlineLimit: 0,
    // Its script for older browsers would be inline.
    modulePreload: false,
    // One style sheet: the order in which pages are loaded does not change how they look.
    cssCodeSplit: false,
    // Which files each page needs, for the test of their size.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Changes seldom, so that a new release finds it in the browser's cache.
          groups: [{ name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial'] }],
        },
      },
    },
  },
  server: {
    proxy: {
      '/trpc': `http://127.0.0.1:${process.env.CONSOLE_PORT || 3001}`,
      '/exports': `http://127.0.0.1:${process.env.CONSOLE_PORT || 3001}`,
      '/auth': `http://127.0.0.1:${process.env.CONSOLE_PORT || 3001}`,
    },
  },
});
