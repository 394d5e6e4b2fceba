import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Account } from './account.ts';
import { type Finding, found, notObserved } from './findings.ts';
import { findInList } from './list.ts';
import {
  card,
  confirm,
  create,
  createBody,
  createWaiting,
  DECLINED_AT_CONFIRM,
  DECLINED_CARD,
  is2xx,
  isCharged,
  messageOf,
  newEmail,
  PRICE,
  readOnce,
  readUntil,
  waitsForConfirm,
} from './payments.ts';

export type Waits = {
  /** How long an unconfirmed payment is watched. */
  readonly unconfirmedMs: number;
  /** How long for anything that may come late: a list, a read, a decision. */
  readonly lateMs: number;
};

const always = () => true;

/** Measured times are rounded up to a quarter of a second: they hold a request each. */
const roundedUp = (ms: number): number => Math.ceil(ms / 250) * 250;

/** A first payment: how soon it can be read and listed, in which order, and what its metadata became. */
export async function probeFreshness(account: Account, waits: Waits): Promise<Finding[]> {
  const older = await create(account);
  const newer = await create(account);
  // Whether something is late is told by what is missing at first: times say more of this machine.
  const first = await readOnce(account, newer.id);
  const read = first ?? (await readUntil(account, newer.id, { is: always, withinMs: waits.lateMs }));
  const readAfter = performance.now() - newer.at;
  const findings: Finding[] = [
    read === null
      ? notObserved('readLagMs', `a payment could not be read within ${waits.lateMs} ms`)
      : found(
          'readLagMs',
          first === null ? roundedUp(readAfter) : 0,
          `readable after ${Math.round(readAfter)} ms`,
        ),
  ];

  const end = performance.now() + waits.lateMs;
  let listed = await findInList(account, newer.id);
  const isLate = listed === null;
  while (listed === null && performance.now() < end) {
    await wait(250);
    listed = await findInList(account, newer.id);
  }
  const listedAfter = performance.now() - newer.at;
  if (listed === null) {
    const why = `a payment was not in the list within ${waits.lateMs} ms`;
    return [
      ...findings,
      ...(['listLagMs', 'listOrder', 'metadata'] as const).map((name) => notObserved(name, why)),
    ];
  }
  findings.push(
    found(
      'listLagMs',
      isLate ? roundedUp(listedAfter) : 0,
      `in the list after ${Math.round(listedAfter)} ms`,
    ),
  );
  const other = await findInList(account, older.id);
  findings.push(
    other === null
      ? notObserved('listOrder', 'an older payment was not in the list')
      : found(
          'listOrder',
          listed.position < other.position ? 'newest' : 'oldest',
          `the newer payment at ${listed.position}, the older at ${other.position}`,
        ),
  );
  findings.push(metadataOf(read?.metadatas ?? null, 'metadatas' in listed.entry));
  return findings;
}

function metadataOf(read: Readonly<Record<string, unknown>> | null, isListed: boolean): Finding {
  if (read === null) return notObserved('metadata', 'the payment read shows none');
  if (!isListed) return found('metadata', 'absent_in_list', 'the list leaves them out');
  const isText = typeof read.number === 'string';
  return found('metadata', isText ? 'strings' : 'as_sent', `a number came back as a ${typeof read.number}`);
}

const SIX_FIELDS = ['id', 'amountInCents', 'currency', 'status', 'customerEmail', 'threeDsSessionUrl'];
const PARTS = ['metadatas', 'products', 'amountTaxesIncluded'];

function kindOfBody(names: readonly string[]) {
  if (names.length === 0) return 'empty';
  if (names.every((name) => SIX_FIELDS.includes(name))) return 'created';
  return PARTS.every((name) => names.includes(name)) ? 'whole' : 'partial';
}

/** Confirm, confirm again, refund, refund again: one payment from its begin to its end. */
export async function probeConfirm(account: Account, waits: Waits): Promise<Finding[]> {
  const { id } = await createWaiting(account, waits.lateMs);
  const first = await confirm(account, id);
  const findings: Finding[] = [];
  if (!is2xx(first)) {
    const why = `a confirm was refused: ${messageOf(first)}`;
    return (['confirmStatus', 'confirmBody', 'confirmAgain', 'refundAgain'] as const).map((name) =>
      notObserved(name, why),
    );
  }
  const status = first.status === 200 ? '200' : '201';
  findings.push(found('confirmStatus', status, `HTTP ${first.status}`));
  const fields = z.record(z.string(), z.unknown()).safeParse(first.body).data ?? {};
  const names = Object.keys(fields);
  findings.push(
    found('confirmBody', kindOfBody(names), names.length === 0 ? 'no body' : `${names.length} fields`),
  );

  await readUntil(account, id, { is: isCharged, withinMs: waits.lateMs });
  const again = await confirm(account, id);
  if (is2xx(again)) findings.push(found('confirmAgain', 'payment', `HTTP ${again.status}`));
  else if (again.status === 400 || again.status === 409)
    findings.push(found('confirmAgain', `${again.status}`, `HTTP ${again.status}`));
  else findings.push(notObserved('confirmAgain', `HTTP ${again.status}`));

  const refund = () => account.request('api', 'POST', `/api/payment/${id}/refund`, {});
  const refunded = await refund();
  if (!is2xx(refunded)) return [...findings, notObserved('refundAgain', `a refund: HTTP ${refunded.status}`)];
  const twice = await refund();
  if (is2xx(twice)) findings.push(found('refundAgain', 'payment', `HTTP ${twice.status}`));
  else if (twice.status === 400) findings.push(found('refundAgain', '400', 'HTTP 400'));
  else findings.push(notObserved('refundAgain', `HTTP ${twice.status}`));
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
  const { id, at } = await create(account, { autoConfirm: true });
  const first = await readOnce(account, id);
  if (first !== null && isCharged(first)) return [found('autoConfirmMs', 0, 'decided when it was created')];
  const decided = await readUntil(account, id, { is: isCharged, withinMs: waits.lateMs });
  if (decided === null || !isCharged(decided))
    return [notObserved('autoConfirmMs', `undecided after ${waits.lateMs} ms`)];
  const ms = performance.now() - at;
  // Before it could be read, it may have been decided.
  if (first === null)
    return [notObserved('autoConfirmMs', `it could be read only after ${Math.round(ms)} ms`)];
  return [found('autoConfirmMs', roundedUp(ms), `decided after ${Math.round(ms)} ms`)];
}

/** A payment that is left alone. */
export async function probeUnconfirmed(account: Account, waits: Waits): Promise<Finding[]> {
  const { id, at } = await create(account);
  const after = await readUntil(account, id, {
    is: ({ status }) => ['CANCELED', 'CHECKOUT_CANCELED', 'EXPIRED'].includes(status),
    withinMs: waits.unconfirmedMs,
  });
  const ms = Math.round(performance.now() - at);
  switch (after?.status) {
    case 'CANCELED':
    case 'CHECKOUT_CANCELED':
    case 'EXPIRED':
      return [
        found('unconfirmed', after.status, `after ${ms} ms`),
        found('unconfirmedMs', roundedUp(ms), `after ${ms} ms`),
      ];
    case undefined:
      return [notObserved('unconfirmed', 'the payment could not be read')];
    default:
      return [
        found('unconfirmed', 'waits', `still ${after?.status} after ${ms} ms`),
        notObserved('unconfirmedMs', `nothing happened within ${ms} ms`),
      ];
  }
}

/** A card that is saved, and a create with it on each host. Nothing of it is confirmed. */
export async function probeSavedCard(account: Account, waits: Waits): Promise<Finding[]> {
  const customerEmail = newEmail();
  const { id } = await createWaiting(account, waits.lateMs, { customerEmail, savePaymentMethod: true });
  await confirm(account, id);
  await readUntil(account, id, { is: isCharged, withinMs: waits.lateMs });

  const body = createBody({ customerEmail, useCustomerPaymentMethod: true });
  const send = (host: 'card' | 'api') => account.request(host, 'POST', '/api/server/payment', body);
  const [onCard, onStandard] = [await send('card'), await send('api')];
  const seen = `card host HTTP ${onCard.status}, standard host HTTP ${onStandard.status}`;
  if (is2xx(onCard) === is2xx(onStandard))
    return (['savedCardHost', 'otherHost'] as const).map((name) => notObserved(name, seen));
  const other = is2xx(onCard) ? onStandard : onCard;
  return [
    found('savedCardHost', is2xx(onCard) ? 'card' : 'standard', seen),
    other.status === 404 || other.status === 400
      ? found('otherHost', `${other.status}`, seen)
      : notObserved('otherHost', seen),
  ];
}

/** Changes of a payment that waits: the method, and a field that is not documented. */
export async function probeUpdate(account: Account, waits: Waits): Promise<Finding[]> {
  const { id } = await createWaiting(account, waits.lateMs);
  const products = [{ name: 'Probe', price: PRICE + 100, quantity: 1 }];
  const send = (method: string, more: object = {}) =>
    account.request('api', method, `/api/server/payment/${id}`, { products, ...more });
  const [post, patch] = [await send('POST'), await send('PATCH')];
  const seen = `POST HTTP ${post.status}, PATCH HTTP ${patch.status}`;
  const update = updateOf({ isPost: is2xx(post), isPatch: is2xx(patch), postStatus: post.status });
  if (update === null) return [notObserved('update', seen), notObserved('unknownFields', 'no update worked')];
  const strange = await send(is2xx(post) ? 'POST' : 'PATCH', { probeField: true });
  return [
    found('update', update, seen),
    is2xx(strange)
      ? found('unknownFields', 'ignored', `HTTP ${strange.status}`)
      : strange.status === 400
        ? found('unknownFields', 'refused', messageOf(strange))
        : notObserved('unknownFields', `HTTP ${strange.status}`),
  ];
}

function updateOf(saw: { isPost: boolean; isPatch: boolean; postStatus: number }) {
  if (saw.isPost) return saw.isPatch ? 'both' : 'post';
  if (!saw.isPatch) return null;
  return saw.postStatus === 405 ? 'patch_405' : saw.postStatus === 404 ? 'patch_404' : null;
}

export async function probeInclusiveAmount(account: Account): Promise<Finding[]> {
  const { amountInCents } = await create(account, { pricingMode: 'TAX_INCLUSIVE' });
  const seen = `${amountInCents} of ${PRICE} cents`;
  return [found('inclusiveAmount', amountInCents === PRICE ? 'with_tax' : 'before_tax', seen)];
}
