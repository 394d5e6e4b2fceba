import { describe, expect, it } from 'vitest';
import { second } from '../gallery/merchants.ts';
import { DRAWN, drawnCss, lookCss } from './theme.ts';

it('of a merchant who sets nothing needs no style sheet', () => expect(lookCss(DRAWN)).toBeNull());

it('is drawn in both schemes', () => {
  expect(drawnCss()).toContain('--ink-soft: #59605d;');
  expect(drawnCss()).toContain('@media screen and (prefers-color-scheme: dark) { :root { --ground: #111514;');
});

describe('a merchant’s look', () => {
  it('has its accent in both schemes, and only custom properties', () => {
    const css = lookCss(second) ?? '';
    expect(css).toContain('--accent: #4338b8;');
    expect(css).toContain('--radius: 0.125rem;');
    expect(css).toContain('--font: Georgia,');
    const dark = css.slice(css.indexOf('@media'));
    expect(dark).toMatch(/^@media screen and \(prefers-color-scheme: dark\) .*--accent: #(?!4338b8)/);
  });

  it.each([
    ['light', ':root { color-scheme: light; }\n:root { --ground: #f6f5f1;', 'prefers-color-scheme'],
    [
      'dark',
      '@media screen { :root { color-scheme: dark; } :root { --ground: #111514;',
      'prefers-color-scheme',
    ],
  ] as const)('can be %s alone', (scheme, has, lacks) => {
    const css = lookCss({ ...DRAWN, scheme }) ?? '';
    expect(css).toContain(has);
    expect(css).not.toContain(lacks);
  });

  it('may bring a font of the page’s own origin, which never moves what is shown', () => {
    const css = lookCss({ ...DRAWN, font: { name: 'brand', path: '/assets/merchant-12345678.woff2' } }) ?? '';
    expect(css).toContain(
      'src: url("/assets/merchant-12345678.woff2") format("woff2"); font-display: optional;',
    );
    expect(css).toContain('--font: "Merchant", system-ui');
  });
});
