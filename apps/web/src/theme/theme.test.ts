import { describe, expect, it } from 'vitest';
import { secondMerchant } from '../gallery/second-merchant.ts';
import { merchant } from '../merchant.ts';
import { contrast } from './contrast.ts';
import { merchantTheme } from './merchant-theme.ts';
import { type Theme, themeCss } from './theme.ts';
import { themeProblems } from './theme-problems.ts';

const { theme } = merchant;
const light = (change: Partial<Theme['light']>): Theme => ({
  ...theme,
  light: { ...theme.light, ...change },
});

it.each([merchant, secondMerchant])('the colours of $name can be read and seen', (each) =>
  expect(themeProblems(each.theme)).toEqual([]),
);

describe('a theme that cannot be read', () => {
  it('is refused by name, with what it has and what it needs', () => {
    expect(themeProblems(light({ onAccent: '#8fb5ad' }))).toEqual([
      'light.onAccent (#8fb5ad) on accent (#0b5d4e) has a contrast of 3.48:1; it needs 4.5:1 to be read.',
    ]);
    expect(themeProblems(light({ controlLine: '#d0d0d0' }))[0]).toMatch(
      /^light\.controlLine \(#d0d0d0\) on surface .* it needs 3:1 to be seen\.$/,
    );
  });

  it('is refused in each scheme', () =>
    expect(themeProblems({ ...theme, dark: { ...theme.dark, ink: theme.dark.ground } })[0]).toMatch(
      /^dark\.ink .* has a contrast of 1:1/,
    ));

  it('is refused when a colour is not written as one', () =>
    expect(themeProblems(light({ ink: 'black' }))).toEqual(['light.ink is "black"; write it like #rrggbb.']));

  it('stops the build', () => {
    const plugin = merchantTheme({ ...merchant, theme: light({ ink: '#cccccc' }) });
    expect(() => plugin.configResolved()).toThrow(/src\/merchant\.ts.*\n.*light\.ink \(#cccccc\) on ground/);
    expect(() => merchantTheme(merchant).configResolved()).not.toThrow();
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2);
  expect(() => contrast('red', '#ffffff')).toThrow();
});

it('becomes custom properties', () => {
  expect(themeCss(merchant.theme)).toContain(`--ink-soft: ${merchant.theme.light.inkSoft};`);
});
