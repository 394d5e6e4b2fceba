import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { drawnLook } from './build/drawn-look.ts';
import { pageParts } from './build/page-parts.ts';
import { withoutWebSockets } from './build/without-web-sockets.ts';

export default defineConfig({
  plugins: [react(), drawnLook(), withoutWebSockets(), pageParts('dist-server')],
  build: {
    // Not lowered to build/browsers.ts, which costs 3 kB for what those browsers have: test/browsers.test.ts checks what is built.
    target: 'es2022',
    // The page's Content-Security-Policy allows no data: addresses, so nothing may be inlined as one.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      // No HTML: the server writes the page (src/server).
      input: { checkout: 'src/main.tsx' },
      output: {
        codeSplitting: {
          // In the order in which they take modules. `$initial`: what the page needs before it can do anything.
          groups: [
            // Changes seldom, so that a new release of the page finds it in the browser's cache.
            { name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial'] },
            { name: 'pages', test: /[\\/]src[\\/]/, tags: ['$initial'] },
            // Needed to check the form, not to type into it.
            { name: 'contracts', test: /[\\/](node_modules[\\/]zod|packages[\\/]schemas)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    // What is the api's, so that the browser needs one origin only: see scripts/dev.mjs.
    proxy: { '/trpc': `http://127.0.0.1:${process.env.PORT || 3000}` },
  },
});
