import { contrast, type Palette, type Palettes } from './palette.ts';

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

/** One sentence for each pair of colours that cannot be read or seen; none when all can. */
export function paletteProblems(palettes: Palettes): string[] {
  return SCHEMES.flatMap((scheme) => {
    const palette = palettes[scheme];
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
      `${front} (${palette[front]}) on ${back} (${palette[back]}) has a contrast of ${shown}:1; it needs ${least}:1 ${means}`,
    ];
  });
}
