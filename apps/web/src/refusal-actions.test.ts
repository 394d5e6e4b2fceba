import { ERROR_REASONS, isErrorReason } from '@checkout/schemas/error-code';
import { describe, expect, it } from 'vitest';
import { refusalAction } from './refusal-actions.ts';

describe('a refusal', () => {
  it('is checked on the server whenever money may have moved', () => {
    for (const reason of Object.keys(ERROR_REASONS)) {
      if (!isErrorReason(reason) || ERROR_REASONS[reason].outcomeKnown) continue;
      expect(refusalAction(reason).kind).toBe('check');
    }
  });
});
