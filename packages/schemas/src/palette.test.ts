import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentProblem, accentSchema } from './appearance.ts';
import { contrast, palettesOf } from './palette.ts';
import { paletteProblems } from './palette-contrast.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);

it('the colours that are drawn by hand can be read and seen', () =>
  expect(paletteProblems(palettesOf(null))).toEqual([]));

describe('an accent', () => {
  it('that can be read on light ground makes colours that can be read and seen in both schemes', () =>
    fc.assert(
      fc.property(colour, (accent) => {
        const { light } = palettesOf(accent);
        const isReadable = contrast(accent, light.sunken) >= 4.5;
        expect(accentProblem(accent) === null).toBe(isReadable);
      }),
      { numRuns: 3_000 },
    ));

  it.each(['#0b5d4e', '#000000', '#4338b8', '#b3261e', '#0000ff'])('%s is taken', (accent) =>
    expect(accentSchema.safeParse(accent).success).toBe(true),
  );

  it.each(['#ffcc00', '#ffffff', '#8fb5ad'])('%s is refused with its contrast', (accent) => {
    expect(accentSchema.safeParse(accent).error?.issues[0]?.message).toBe('not_allowed');
    expect(accentProblem(accent)).toMatch(
      /^light\.accent \(#[\da-f]{6}\) on ground \(#f6f5f1\) has a contrast of [\d.]+:1; it needs 4\.5:1 to be read$/,
    );
  });

  it.each(['red', '#fff', '#12345g', 'rgb(0,0,0)', '#0b5d4e;}', ''])('%j is none', (accent) =>
    expect(accentSchema.safeParse(accent).error?.issues[0]?.message).toBe('invalid'),
  );
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2);
  expect(() => contrast('red', '#ffffff')).toThrow();
});
