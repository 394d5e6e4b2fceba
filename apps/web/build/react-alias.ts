import type { Alias } from 'vite';

/**
 * The page is written for React and shipped on Preact: docs/adr/0013. Every build of the pages takes these, the tests
 * too, so that what is tested is what is shipped.
 */
export const reactAlias: Alias[] = [
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
  // For React before 18; the router asks for it.
  { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'preact/compat' },
  { find: /^react$/, replacement: 'preact/compat' },
];
