import { describe, expect, it } from 'vitest';
import { merchant } from '../merchant.ts';
import { contrast } from './contrast.ts';
import { type Palette, themeCss } from './theme.ts';

/** Text on its ground: WCAG 2.2, 1.4.3 (AA). */
const READ: readonly [keyof Palette, keyof Palette][] = [
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

/** What shows where a control is, or where the focus is: WCAG 2.2, 1.4.11 (AA). */
const SEEN: readonly [keyof Palette, keyof Palette][] = [
  ['controlLine', 'surface'],
  ['controlLine', 'ground'],
  ['problem', 'problemTint'],
  ['focus', 'ground'],
  ['focus', 'surface'],
  ['focus', 'sunken'],
  ['accent', 'accentTint'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const palette = merchant.theme[scheme];

  it.each(READ)('%s can be read on %s', (text, ground) =>
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it.each(SEEN)('%s can be seen on %s', (line, ground) =>
    expect(contrast(palette[line], palette[ground])).toBeGreaterThanOrEqual(3),
  );
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2);
  expect(() => contrast('red', '#ffffff')).toThrow();
});

it('becomes custom properties', () => {
  expect(themeCss(merchant.theme)).toContain(`--ink-soft: ${merchant.theme.light.inkSoft};`);
});
