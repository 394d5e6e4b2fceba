import type { ErrorReason } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { readClientError } from '../client-error.ts';
import type { Messages } from '../messages/messages.ts';
import { useClient } from '../trpc.ts';
import type { CartLine } from './cart.ts';

export type CheckOutProblem = Extract<
  keyof Messages['store'],
  'refused' | 'belowMinimum' | 'tooMuch' | 'slowDown' | 'busy' | 'failed'
>;

/** Opens a checkout for the cart and goes there. Opening it twice charges nothing. */
export function useCheckOut(onOpened: (sessionId: string) => void) {
  const client = useClient();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CheckOutProblem | null>(null);
  const locked = useRef(false);

  async function checkOut(lines: readonly CartLine[]) {
    if (locked.current) return;
    locked.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const items = lines.map(({ product, quantity }) => ({ sku: product.sku, quantity }));
      const { sessionId, url } = await client.checkout.create.mutate({ items });
      onOpened(sessionId);
      navigate(new URL(url, window.location.origin).pathname);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      locked.current = false;
      setBusy(false);
    }
  }

  return { busy, problem, checkOut };
}

function problemOf(error: unknown): CheckOutProblem {
  const read = readClientError(error);
  if (read.kind === 'lost') return 'failed';
  if (read.retryAfter !== null) return read.isDown ? 'busy' : 'slowDown';
  return problemOfReason(read.reason, read.fieldErrors);
}

function problemOfReason(reason: ErrorReason, fieldErrors: FieldErrors): CheckOutProblem {
  const problems = Object.values(fieldErrors).flat();
  if (problems.includes('below_minimum')) return 'belowMinimum';
  if (problems.includes('above_maximum')) return 'tooMuch';
  return reason === 'INVALID_INPUT' ? 'refused' : 'failed';
}
