import { describe, expect, it } from 'vitest';
import { merchantTheme } from '../../build/merchant-theme.ts';
import { reviewed, second } from '../gallery/merchants.ts';
import { theme } from '../merchant.ts';
import { type Theme, themeCss } from './theme.ts';
import { contrast, themeProblems } from './theme-problems.ts';

// Not the merchant's own, which is there to be changed.
const sound = second.theme;
const light = (change: Partial<Theme['light']>): Theme => ({
  ...sound,
  light: { ...sound.light, ...change },
});

it.each([
  ['the merchant', theme],
  ['the gallery’s first', reviewed.theme],
  ['the gallery’s second', second.theme],
])('the colours of %s can be read and seen', (_name, each) => expect(themeProblems(each)).toEqual([]));

describe('a theme that cannot be read', () => {
  it('is refused by name, with what it has and what it needs', () => {
    expect(themeProblems(light({ onAccent: '#8fb5ad' }))).toEqual([
      'light.onAccent (#8fb5ad) on accent (#4338b8) has a contrast of 3.75:1; it needs 4.5:1 to be read.',
    ]);
    expect(themeProblems(light({ controlLine: '#d0d0d0' }))[0]).toMatch(
      /^light\.controlLine \(#d0d0d0\) on surface .* it needs 3:1 to be seen\.$/,
    );
  });

  it('is refused in each scheme', () =>
    expect(themeProblems({ ...sound, dark: { ...sound.dark, ink: sound.dark.ground } })[0]).toMatch(
      /^dark\.ink .* has a contrast of 1:1/,
    ));

  it('is refused when a colour is not written as one', () =>
    expect(themeProblems(light({ ink: 'black' }))).toEqual(['light.ink is "black"; write it like #rrggbb.']));

  it('stops the build', () => {
    const plugin = merchantTheme(light({ ink: '#cccccc' }));
    expect(() => plugin.configResolved()).toThrow(/src\/merchant\.ts.*\n.*light\.ink \(#cccccc\) on ground/);
    expect(() => merchantTheme(sound).configResolved()).not.toThrow();
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2);
  expect(() => contrast('red', '#ffffff')).toThrow();
});

it('becomes custom properties', () => {
  expect(themeCss(sound)).toContain('--ink-soft: #56587a;');
});
