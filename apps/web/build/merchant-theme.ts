import { type Theme, themeCss } from '../src/theme/theme.ts';
import { themeProblems } from '../src/theme/theme-problems.ts';

/**
 * A plugin of Vite. The merchant's look is in the first style sheet, so that nothing changes colour while the page
 * loads; a look that cannot be read stops the build.
 */
export function merchantTheme(theme: Theme) {
  return {
    name: 'merchant-theme',
    enforce: 'pre' as const,
    configResolved() {
      const problems = themeProblems(theme);
      if (problems.length > 0) {
        throw new Error(`The theme in src/merchant.ts is refused:\n${problems.join('\n')}`);
      }
    },
    load: (id: string) => (id.endsWith('/src/styles/merchant.css') ? themeCss(theme) : null),
  };
}
