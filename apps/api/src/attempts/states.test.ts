import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATES } from '../db/attempt-states.ts';
import { isActive, mayFollow } from './states.ts';

describe('the state machine', () => {
  test('only a reversal leads out of a recorded charge, and only the news of a charge out of an end', () => {
    for (const to of ATTEMPT_STATES) {
      expect(mayFollow('succeeded', to)).toBe(to === 'reversed');
      expect(mayFollow('orphaned', to)).toBe(to === 'succeeded' || to === 'reversed');
      expect(mayFollow('reversed', to)).toBe(to === 'succeeded' || to === 'orphaned');
      for (const end of ['declined', 'rejected', 'abandoned'] as const) {
        expect(mayFollow(end, to)).toBe(to === 'succeeded' || to === 'reversed' || to === 'orphaned');
      }
    }
  });

  test('every active state can reach an end', () => {
    for (const state of ATTEMPT_STATES.filter(isActive)) {
      expect(
        ATTEMPT_STATES.some((to) => !isActive(to) && mayFollow(state, to)),
        state,
      ).toBe(true);
    }
  });
});
