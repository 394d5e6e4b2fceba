import { z } from 'zod';
import type { Account, Reply } from './account.ts';
import { type Finding, found, notObserved, roundedUp, statusOf } from './findings.ts';
import {
  type Created,
  card,
  confirm,
  create,
  createWaiting,
  DECLINED_AT_CONFIRM,
  DECLINED_CARD,
  is2xx,
  isCharged,
  messageOf,
  msUntilStatus,
  readOnce,
  readUntil,
  type Waits,
  waitsForConfirm,
} from './payments.ts';

const SIX_FIELDS = ['id', 'amountInCents', 'currency', 'status', 'customerEmail', 'threeDsSessionUrl'];
const PARTS = ['metadatas', 'products', 'amountTaxesIncluded'];

function bodyOf({ body, isEmpty }: Reply): Finding {
  if (isEmpty) return found('confirmBody', 'empty', 'no body');
  const names = Object.keys(z.record(z.string(), z.unknown()).safeParse(body).data ?? {});
  const seen = `${names.length} fields`;
  if (!names.includes('id') || !names.includes('status'))
    return notObserved('confirmBody', `no payment: ${names.join(', ') || 'no JSON object'}`);
  if (names.every((name) => SIX_FIELDS.includes(name))) return found('confirmBody', 'created', seen);
  const isWhole = PARTS.every((name) => names.includes(name));
  return found('confirmBody', isWhole ? 'whole' : 'partial', seen);
}

/** Confirm, confirm again, refund, refund again: one payment from its begin to its end. */
export async function probeConfirm(account: Account, waits: Waits): Promise<Finding[]> {
  const { id } = await createWaiting(account, waits.lateMs);
  const first = await confirm(account, id);
  if (!is2xx(first)) {
    const why = `a confirm was refused: HTTP ${first.status}, ${messageOf(first)}`;
    return (['confirmStatus', 'confirmBody', 'confirmAgain', 'refundAgain'] as const).map((name) =>
      notObserved(name, why),
    );
  }
  const findings = [statusOf('confirmStatus', first, ['200', '201']), bodyOf(first)];
  const charged = await readUntil(account, id, { is: isCharged, withinMs: waits.lateMs });
  if (charged === null || !isCharged(charged)) {
    const why = `a confirm was accepted, and the payment was not charged within ${waits.lateMs} ms`;
    return [...findings, notObserved('confirmAgain', why), notObserved('refundAgain', why)];
  }
  const again = await confirm(account, id);
  findings.push(
    is2xx(again)
      ? found('confirmAgain', 'payment', `HTTP ${again.status}`)
      : statusOf('confirmAgain', again, ['400', '409']),
  );
  const refund = () => account.request('api', 'POST', `/api/payment/${id}/refund`, {});
  const refunded = await refund();
  if (!is2xx(refunded)) return [...findings, notObserved('refundAgain', `a refund: HTTP ${refunded.status}`)];
  const twice = await refund();
  findings.push(
    is2xx(twice)
      ? found('refundAgain', 'payment', `HTTP ${twice.status}`)
      : statusOf('refundAgain', twice, ['400']),
  );
  return findings;
}

/** A card that the issuer refuses when the payment is confirmed. */
export async function probeDeclinedConfirm(account: Account, waits: Waits): Promise<Finding[]> {
  const number = account.isLocal ? DECLINED_AT_CONFIRM : DECLINED_CARD;
  const { id } = await create(account, { card: card(number) });
  const waiting = await readUntil(account, id, { is: waitsForConfirm, withinMs: waits.lateMs / 4 });
  if (waiting === null || !waitsForConfirm(waiting))
    return [notObserved('declinedConfirm', 'the test card is declined at the create already')];
  await confirm(account, id);
  const after = await readUntil(account, id, {
    is: ({ status, lastDepositAttempt }) =>
      status === 'PAYMENT_FAILED' || lastDepositAttempt?.status === 'failed',
    withinMs: waits.lateMs,
  });
  if (after?.status === 'PAYMENT_FAILED') return [found('declinedConfirm', 'failed', 'PAYMENT_FAILED')];
  if (after?.lastDepositAttempt?.status === 'failed')
    return [found('declinedConfirm', 'waits', `${after.status}, ${after.depositStatus}`)];
  return [notObserved('declinedConfirm', 'no decline was seen')];
}

/** A payment that confirms by itself. */
export async function probeAutoConfirm(account: Account, waits: Waits): Promise<Finding[]> {
  const { id, at, tookMs } = await create(account, { autoConfirm: true });
  const first = await readOnce(account, id);
  if (first !== null && isCharged(first)) return [found('autoConfirmMs', 0, 'decided when it was created')];
  const decided = await readUntil(account, id, { is: isCharged, withinMs: waits.lateMs });
  if (decided === null || !isCharged(decided))
    return [notObserved('autoConfirmMs', `undecided after ${waits.lateMs} ms`)];
  const measured = performance.now() - at;
  // Before it could be read, it may have been decided: then only its own times tell.
  const ms = msUntilStatus(decided, 'CHECKOUT_SUCCESS') ?? (first === null ? null : measured);
  if (ms === null)
    return [notObserved('autoConfirmMs', `it could be read only after ${Math.round(measured)} ms`)];
  const isAtOnce = first === null && ms <= tookMs;
  return [found('autoConfirmMs', isAtOnce ? 0 : roundedUp(ms), `decided after ${Math.round(ms)} ms`)];
}

/** A payment that has been left alone since its create. */
export async function probeUnconfirmed(
  account: Account,
  { id, at }: Created,
  waits: Waits,
): Promise<Finding[]> {
  const first = await readOnce(account, id);
  const after = await readUntil(account, id, {
    is: ({ status }) => !isOpen(status),
    withinMs: waits.unconfirmedMs - (performance.now() - at),
  });
  const measured = performance.now() - at;
  const seen = `${after?.status} after ${Math.round(measured)} ms`;
  switch (after?.status) {
    case 'CANCELED':
    case 'CHECKOUT_CANCELED':
    case 'EXPIRED': {
      const wasSeenOpen = first !== null && isOpen(first.status);
      const ms = msUntilStatus(after, after.status) ?? (wasSeenOpen ? measured : null);
      return [
        found('unconfirmed', after.status, seen),
        ms === null
          ? notObserved('unconfirmedMs', `its timeline does not say when; ${seen}`)
          : found('unconfirmedMs', roundedUp(ms), `after ${Math.round(ms)} ms`),
      ];
    }
    case 'INITIATION':
    case 'CHECKOUT_PENDING':
      return [
        found('unconfirmed', 'waits', `still ${seen}; what comes later was not watched`),
        notObserved('unconfirmedMs', `nothing happened within ${Math.round(measured)} ms`),
      ];
    default: {
      const why = after === null ? 'the payment could not be read' : seen;
      return [notObserved('unconfirmed', why), notObserved('unconfirmedMs', why)];
    }
  }
}

const isOpen = (status: string): boolean => status === 'INITIATION' || status === 'CHECKOUT_PENDING';
