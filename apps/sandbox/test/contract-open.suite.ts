import { isDeepStrictEqual } from 'node:util';
import { test, vi } from 'vitest';
import {
  contractCalls,
  documented,
  inferred,
  is2xx,
  isOtherMethod,
  isRefused,
  LATE,
} from './contract-calls.ts';
import { type Body, documentedCreate, fixture, type Host, type Reply, withCard } from './inflow.ts';

/** Where an open point is noted: its name, its answer, and what that was seen of. */
export type OpenPoint = (name: string, answer: string | number, seen?: string) => void;

const CREATED = Object.keys(fixture('create-payment.response.json'));
const WHOLE = Object.keys(fixture('payment.authorized.json'));

function kindOfBody(body: Body): string {
  const names = Object.keys(body);
  const isOf = (known: readonly string[]) => names.every((name) => known.includes(name));
  if (names.length === 0) return 'empty';
  if (isOf(CREATED)) return 'created';
  if (isOf(WHOLE) && names.includes('id')) return names.length === WHOLE.length ? 'whole' : 'partial';
  return `fields ${names.join(', ')}`;
}

const statusOf = ({ status }: Reply): string => String(status);

const MOST_PAGES = 500;
/** Instead of the name of the field that has the payments. */
const NO_ENTRIES = 'no array among';
/** A reader waits no longer for a courtesy. */
const SLOW_MS = 2_000;

function taxRateOf(reply: Reply, ms: number): string {
  if (is2xx(reply) && typeof reply.body.taxRateInPercentage !== 'number') return 'other_body';
  if (is2xx(reply)) return ms < SLOW_MS ? 'rate' : 'slow';
  if (reply.status === 404) return 'not_found';
  const isAmount = reply.status === 400 && /amount/i.test(JSON.stringify(reply.body.message));
  return isAmount ? 'amount_wanted' : `HTTP ${reply.status}`;
}

function metadataOf(sent: Body, read: unknown, isListed: boolean): string {
  const asStrings = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  if (isDeepStrictEqual(read, sent)) return isListed ? 'as_sent' : 'absent_in_list';
  return isDeepStrictEqual(read, asStrings) ? 'strings' : `as ${JSON.stringify(read)}`;
}

function methodsOf(posted: Reply, patched: Reply): string {
  if (is2xx(posted) && is2xx(patched)) return 'both';
  if (is2xx(posted) && isOtherMethod(patched)) return 'post';
  if (is2xx(patched) && isOtherMethod(posted)) return `patch_${posted.status}`;
  return `POST HTTP ${posted.status}, PATCH HTTP ${patched.status}`;
}

/** What the documentation leaves open: each answer is noted, and what is documented around it must hold with each of them. */
export function openPoints(host: () => Host, openPoint: OpenPoint): void {
  const inflow = () => contractCalls(host());
  const waiting = () => inflow().pay(withCard('4242424242424242'));

  test('a payment can be read after its create, and is decided', async () => {
    // From before the create: on a slow machine much of a lag is over when its answer comes.
    const startedAt = performance.now();
    const { body: created } = await inflow().create(documentedCreate());
    const first = await inflow().api('GET', `/api/payment/${created.id}`);
    await inflow().readable(created.id);
    const readAfter = Math.ceil(performance.now() - startedAt);
    const payment = await inflow().decided(created.id);
    const decidedAfter = Math.ceil(performance.now() - startedAt);
    openPoint('readLagMs', is2xx(first) ? 0 : readAfter, `the first read is HTTP ${first.status}`);
    const wasDecided = is2xx(first) && first.body.depositStatus !== null;
    // Before it can be read, only its own times tell.
    const ownMs = Date.parse(`${payment.updatedAt}`) - Date.parse(`${payment.createdAt}`);
    openPoint('autoConfirmMs', wasDecided ? 0 : is2xx(first) ? decidedAfter : ownMs);
    documented(payment).toMatchObject({ status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' });
  });

  test('without autoConfirm nothing is charged until the payment is confirmed', async () => {
    const { id, ...payment } = await waiting();
    documented(payment).toMatchObject({ status: 'INITIATION', depositStatus: 'requires_confirmation' });
    const confirmed = await inflow().confirm(id);
    documented(confirmed).toSatisfy(is2xx);
    openPoint('confirmStatus', statusOf(confirmed));
    openPoint('confirmBody', kindOfBody(confirmed.body), `${Object.keys(confirmed.body).length} fields`);
    documented(confirmed.body.id ?? id).toBe(id);
    const charged = { status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' };
    await vi.waitFor(async () => documented(await inflow().readable(id)).toMatchObject(charged), LATE);
  });

  test('confirming again makes no other deposit attempt', async () => {
    const before = await inflow().pay(documentedCreate());
    const again = await inflow().confirm(before.id);
    openPoint('confirmAgain', is2xx(again) ? 'payment' : statusOf(again));
    if (isRefused(again)) documented(again.body).toMatchObject({ statusCode: again.status });
    const { lastDepositAttempt, depositAttempts } = await inflow().readable(before.id);
    inferred({ lastDepositAttempt, depositAttempts }).toEqual({
      lastDepositAttempt: before.lastDepositAttempt,
      depositAttempts: before.depositAttempts,
    });
  });

  /** The entries of a page, and where in its body they are. */
  const page = async (number: number, limit: number) => {
    const { status, body } = await inflow().api('GET', `/api/payment?page=${number}&limit=${limit}`);
    documented(status).toBe(200);
    const field = Array.isArray(body) ? 'array' : Object.keys(body).find((name) => Array.isArray(body[name]));
    const entries = (Array.isArray(body) ? body : (body[field ?? ''] ?? [])) as Body[];
    return { envelope: field ?? `${NO_ENTRIES} ${Object.keys(body).join(', ')}`, entries };
  };
  const place = async (id: unknown) => {
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const { entries } = await page(number, 20);
      const index = entries.findIndex((entry) => entry.id === id);
      if (index >= 0) return { index: (number - 1) * 20 + index, entry: entries[index] };
      if (entries.length === 0) return null;
    }
    return null;
  };

  test('the list has each payment in its pages', async () => {
    const metadatas = { orderId: 'o-1', nested: { list: [1, 'two', null] }, digits: '1234567890123456' };
    const body = { ...documentedCreate(), metadatas };
    // A repeated create is a second payment.
    const first = await inflow().create(body);
    // Before it is made: what takes time on the way counts as late, never as early.
    const startedAt = performance.now();
    const second = await inflow().create(body);
    documented(first.body.id).not.toBe(second.body.id);
    const { envelope } = await page(1, 20);
    openPoint('listEnvelope', envelope);
    if (envelope.startsWith(NO_ENTRIES)) return;
    const atOnce = await place(second.body.id);
    const [newer, older] = await vi.waitFor(async () => {
      const places = [await place(second.body.id), await place(first.body.id)] as const;
      const [one, other] = places;
      if (one === null || other === null) throw new Error('The list still lacks a payment.');
      return [one, other] as const;
    }, LATE);
    openPoint('listLagMs', atOnce === null ? Math.ceil(performance.now() - startedAt) : 0);
    openPoint('listOrder', newer.index < older.index ? 'newest' : 'oldest');
    const payment = await inflow().readable(second.body.id);
    openPoint('metadata', metadataOf(metadatas, payment.metadatas, 'metadatas' in (newer.entry ?? {})));
    // The second page first: a payment that is made in between moves the others on.
    const [two, one] = [await page(2, 1), await page(1, 1)];
    documented([one.entries.length, two.entries.length]).toEqual([1, 1]);
    documented(one.entries[0]?.id).not.toBe(two.entries[0]?.id);
  });

  test('a payment can be updated until it is confirmed', async () => {
    const changes = fixture('update-payment.request.json');
    const { id } = await waiting();
    const send = (method: string, more: Body = {}) =>
      inflow().api(method, `/api/server/payment/${id}`, { ...changes, ...more });
    const [posted, patched] = [await send('POST'), await send('PATCH')];
    openPoint(
      'update',
      methodsOf(posted, patched),
      `POST HTTP ${posted.status}, PATCH HTTP ${patched.status}`,
    );
    const method = is2xx(posted) ? 'POST' : 'PATCH';
    const updated = await inflow().readable(id);
    documented(updated.products).toEqual(changes.products);
    inferred(updated).toMatchObject({ amountInCents: 5999, amountTaxesIncluded: 7199 });
    const strange = await send(method, { undocumentedField: true });
    openPoint(
      'unknownFields',
      is2xx(strange) ? 'ignored' : strange.status === 400 ? 'refused' : statusOf(strange),
    );

    await inflow().confirm(id);
    await vi.waitFor(
      async () =>
        inferred(await inflow().readable(id)).toMatchObject({ lastDepositAttempt: { amount: 7199 } }),
      LATE,
    );
    documented(await send(method)).toSatisfy(isRefused);
  });

  test('a refund is full, once, and only of a payment that was paid', async () => {
    const unpaid = await waiting();
    documented(await inflow().refund(unpaid.id)).toSatisfy(isRefused);
    const paid = await inflow().pay(documentedCreate());
    const refunded = await inflow().refund(paid.id, { reason: 'wrong size' });
    documented(refunded).toMatchObject({ body: { id: paid.id, status: 'REFUND_PENDING' } });
    documented(refunded).toSatisfy(is2xx);
    const again = await inflow().refund(paid.id);
    openPoint('refundAgain', is2xx(again) ? 'payment' : statusOf(again));
  });

  test('a saved card is charged by e-mail address alone', async () => {
    const customerEmail = `saver-${Date.now()}@example.com`;
    const again = { ...documentedCreate(), customerEmail, card: undefined, useCustomerPaymentMethod: true };
    const send = async () =>
      [await inflow().create(again), await inflow().api('POST', '/api/server/payment', again)] as const;
    const without = await send();
    for (const each of without) documented(each).toSatisfy(isRefused);
    inferred(without.map(({ status }) => status)).toContain(400);
    await inflow().pay({ ...documentedCreate(), customerEmail, savePaymentMethod: true });
    const [onCard, onStandard] = await send();
    const [payment, other] = is2xx(onCard) ? [onCard, onStandard] : [onStandard, onCard];
    documented(payment.status).toBe(201);
    const host = is2xx(other) ? 'both' : payment === onCard ? 'card' : 'standard';
    openPoint('savedCardHost', host);
    if (host !== 'both') openPoint('otherHost', statusOf(other));
    documented(await inflow().decided(payment.body.id)).toMatchObject({
      status: 'CHECKOUT_SUCCESS',
      depositStatus: 'succeeded',
    });
  });

  test('tax: exclusive, inclusive, reverse charge, and the rate before paying', async () => {
    const products = [{ name: 'Hundred', price: 10_000, quantity: 1 }];
    const base = { ...documentedCreate(), products };
    const business = { purchasingAsBusiness: true, businessName: 'GmbH', taxId: 'DE123456789' };
    const exclusive = await inflow().pay(base);
    const inclusive = await inflow().pay({ ...base, pricingMode: 'TAX_INCLUSIVE' });
    const reverse = await inflow().pay({ ...base, ...business, billingCountry: 'DE' });
    documented(exclusive).toMatchObject({
      amountInCents: 10_000,
      amountTaxesIncluded: 12_000,
      taxRateInPercentage: 20,
      taxCountry: 'FR',
    });
    documented(inclusive).toMatchObject({ amountTaxesIncluded: 10_000, taxRateInPercentage: 20 });
    documented(reverse).toMatchObject({
      amountTaxesIncluded: 10_000,
      taxRateInPercentage: 0,
      taxCountry: 'DE',
    });
    const inclusiveAmounts: Record<string, string> = { 10000: 'with_tax', 8333: 'before_tax' };
    const amount = String(inclusive.amountInCents);
    openPoint('inclusiveAmount', inclusiveAmounts[amount] ?? amount, `${amount} of 10000 at 20 %`);

    for (const path of ['/api/tax/rate?country=FR&postalCode=75001', '/api/payment/tax-rate?country=FR']) {
      const startedAt = performance.now();
      const reply = await inflow().api('GET', path);
      const ms = Math.ceil(performance.now() - startedAt);
      const answer = taxRateOf(reply, ms);
      openPoint('taxRate', answer, `HTTP ${reply.status} of ${path}`);
      if (answer === 'slow') openPoint('taxRateMs', ms);
      if (answer === 'rate' || answer === 'slow') inferred(reply.body).toEqual({ taxRateInPercentage: 20 });
    }
  });
}
