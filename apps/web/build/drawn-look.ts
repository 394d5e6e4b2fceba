import { drawnCss } from '../src/theme/theme.ts';

/**
 * A plugin of Vite. The look of a page without a merchant's is in the first style sheet, so that nothing changes colour while the page
 * loads; a merchant's comes with the page (src/server).
 */
export function drawnLook() {
  return {
    name: 'drawn-look',
    enforce: 'pre' as const,
    load: (id: string) => (id.endsWith('/src/styles/drawn.css') ? drawnCss() : null),
  };
}
