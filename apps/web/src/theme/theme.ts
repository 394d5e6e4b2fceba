import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { type Palette, palettesOf } from '@checkout/schemas/palette';

/** Fonts that the shopper's system has, so that none is loaded; by the names of `appearance.font`. */
const STACKS: Readonly<Record<string, string>> = {
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  humanist: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
  geometric: 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif',
  rounded:
    'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, "Arial Rounded MT Bold", sans-serif',
  serif: 'Georgia, "Iowan Old Style", "Noto Serif", serif',
  mono: 'ui-monospace, "Cascadia Code", "Source Code Pro", Menlo, Consolas, "DejaVu Sans Mono", monospace',
};
const SYSTEM = STACKS.system ?? 'sans-serif';

export type Look = Pick<MerchantPage, 'accent' | 'radius' | 'font' | 'scheme'>;

export const DRAWN: Look = { accent: null, radius: null, font: null, scheme: 'auto' };

/** What the pages are drawn with; in the build's own style sheet. */
export function drawnCss(): string {
  const { light, dark } = palettesOf(null);
  return [
    `:root { --font: ${SYSTEM}; --radius: 0.75rem; ${propertiesOf(light)} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${propertiesOf(dark)} } }`,
  ].join('\n');
}

/**
 * A merchant's look, over that; null where it is the same. Declarations of custom properties and no other: the page inspection knows a
 * merchant's style sheet by that. Paper is always light.
 */
export function lookCss({ accent, radius, font, scheme }: Look): string | null {
  const rules: string[] = [];
  if (font?.path)
    rules.push(
      `@font-face { font-family: "Merchant"; src: url("${font.path}") format("woff2"); font-display: optional; }`,
    );
  const own = [
    ...(font === null
      ? []
      : [`--font: ${font.path === null ? (STACKS[font.name] ?? SYSTEM) : `"Merchant", ${SYSTEM}`};`]),
    ...(radius === null ? [] : [`--radius: ${radius / 16}rem;`]),
  ];
  if (own.length > 0) rules.push(`:root { ${own.join(' ')} }`);
  if (accent !== null || scheme !== 'auto') {
    const { light, dark } = palettesOf(accent);
    const [lightRule, darkRule] = [`:root { ${propertiesOf(light)} }`, `:root { ${propertiesOf(dark)} }`];
    if (scheme === 'dark')
      rules.push(lightRule, `@media screen { :root { color-scheme: dark; } ${darkRule} }`);
    else if (scheme === 'light') rules.push(`:root { color-scheme: light; }`, lightRule);
    else rules.push(lightRule, `@media screen and (prefers-color-scheme: dark) { ${darkRule} }`);
  }
  return rules.length === 0 ? null : rules.join('\n');
}

/** Behind everything, by what the shopper's system prefers. */
export function groundsOf({ accent, scheme }: Look) {
  const palettes = palettesOf(accent);
  return (['light', 'dark'] as const).map((preferred) => ({
    scheme: preferred,
    colour: palettes[scheme === 'auto' ? preferred : scheme].ground,
  }));
}

/** `inkSoft` becomes `--ink-soft`. */
function propertiesOf(palette: Palette): string {
  return Object.entries(palette)
    .map(
      ([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${colour};`,
    )
    .join(' ');
}
