import { isDeepStrictEqual } from 'node:util';
import type { PaymentDetail, PaymentOrSession } from '@checkout/schemas/console-payment';
import { sessionIdOf } from '../../db/session-reference.ts';
import { EVENTS_KEY } from '../../events/signal.ts';
import { whileSignedIn } from '../live.ts';
import type { Acting, ConsoleDeps, SignedIn } from '../signed-in.ts';
import { loadDetail, lookAt } from './payment-detail.ts';

/**
 * `console.payment.watch`: the detail now and after each change, as long as the person is signed in. The look is noted once, at its
 * beginning.
 */
export async function* watchDetail(
  deps: ConsoleDeps,
  signedIn: SignedIn,
  of: { readonly acting: Acting; readonly named: PaymentOrSession; readonly signal: AbortSignal | undefined },
): AsyncGenerator<PaymentDetail, void, void> {
  const { acting, named, signal } = of;
  let seen: PaymentDetail = await lookAt(deps, acting, named);
  yield seen;
  const { reference } = seen.session ?? {};
  const sessionId = reference === undefined ? null : await sessionIdOf(deps.db, reference);
  const keys = sessionId === null ? [EVENTS_KEY] : [sessionId, EVENTS_KEY];
  for await (const _ of whileSignedIn(deps, signedIn, { keys, signal })) {
    const now = await loadDetail(deps, acting, named);
    if (isDeepStrictEqual(now, seen)) continue;
    seen = now;
    yield now;
  }
}
