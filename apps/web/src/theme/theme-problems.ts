import type { Palette, Theme } from './theme.ts';

type Pair = readonly [front: keyof Palette, back: keyof Palette];

/** Text on its ground: WCAG 2.2, 1.4.3 (AA). */
const READ: readonly Pair[] = [
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['ink', 'accentTint'],
  ['ink', 'problemTint'],
  ['inkSoft', 'ground'],
  ['inkSoft', 'surface'],
  ['inkSoft', 'sunken'],
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent', 'sunken'],
  ['onAccent', 'accent'],
  ['onAccent', 'accentStrong'],
  ['problem', 'surface'],
];
const READ_RATIO = 4.5;

/** What shows where a control is, or where the focus is: WCAG 2.2, 1.4.11 (AA). */
const SEEN: readonly Pair[] = [
  ['controlLine', 'surface'],
  ['controlLine', 'ground'],
  ['problem', 'problemTint'],
  ['focus', 'ground'],
  ['focus', 'surface'],
  ['focus', 'sunken'],
  ['accent', 'accentTint'],
];
const SEEN_RATIO = 3;

const SCHEMES = ['light', 'dark'] as const;

/** One sentence for each pair of colours that cannot be read or seen; none when the theme is sound. */
export function themeProblems(theme: Theme): string[] {
  return SCHEMES.flatMap((scheme) => {
    const palette = theme[scheme];
    const strange = Object.entries(palette).filter(([, colour]) => !/^#[\da-f]{6}$/i.test(colour));
    if (strange.length > 0) {
      return strange.map(([name, colour]) => `${scheme}.${name} is "${colour}"; write it like #rrggbb.`);
    }
    return [
      ...tooClose(palette, { pairs: READ, least: READ_RATIO, means: 'to be read' }),
      ...tooClose(palette, { pairs: SEEN, least: SEEN_RATIO, means: 'to be seen' }),
    ].map((sentence) => `${scheme}.${sentence}`);
  });
}

type Need = { readonly pairs: readonly Pair[]; readonly least: number; readonly means: string };

function tooClose(palette: Palette, { pairs, least, means }: Need): string[] {
  return pairs.flatMap(([front, back]) => {
    const ratio = contrast(palette[front], palette[back]);
    if (ratio >= least) return [];
    // Cut, not rounded: 4.499 must not be called 4.50.
    const shown = Math.floor(ratio * 100) / 100;
    return [
      `${front} (${palette[front]}) on ${back} (${palette[back]}) has a contrast of ${shown}:1; it needs ${least}:1 ${means}.`,
    ];
  });
}

/** The contrast of two colours (`#rrggbb`), from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  if (!/^#[\da-f]{6}$/i.test(colour)) throw new Error(`${colour} is not written like #rrggbb`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
