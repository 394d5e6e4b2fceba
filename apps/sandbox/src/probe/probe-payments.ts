import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Reply } from './account.ts';
import { type Finding, found, notObserved, roundedUp, statusOf } from './findings.ts';
import { findInList } from './list.ts';
import {
  confirm,
  create,
  createBody,
  createWaiting,
  is2xx,
  isCharged,
  METADATA,
  messageOf,
  newEmail,
  PRICE,
  readOnce,
  readUntil,
  type Waits,
} from './payments.ts';

const always = () => true;

/** Two payments: how soon one can be read and listed, in which order, and what its metadata became. */
export async function probeFreshness(account: Account, waits: Waits, limit: number): Promise<Finding[]> {
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
  let listed = await findInList(account, newer.id, limit);
  const isLate = listed === null;
  while (listed === null && performance.now() < end) {
    await wait(250);
    listed = await findInList(account, newer.id, limit);
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
  const other = await findInList(account, older.id, limit);
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
  const seen = `a number came back as ${JSON.stringify(read.number) ?? 'nothing'}`;
  if (read.number === METADATA.number) return found('metadata', 'as_sent', seen);
  return read.number === String(METADATA.number)
    ? found('metadata', 'strings', seen)
    : notObserved('metadata', seen);
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
  const other = is2xx(onCard) ? onStandard : onCard;
  const refusal = statusOf('otherHost', other, ['404', '400']);
  // A host that fails in another way has not refused the call.
  if (is2xx(onCard) === is2xx(onStandard) || !('value' in refusal))
    return (['savedCardHost', 'otherHost'] as const).map((name) => notObserved(name, seen));
  return [found('savedCardHost', is2xx(onCard) ? 'card' : 'standard', seen), { ...refusal, seen }];
}

/** Changes of a payment that waits: the method, and a field that is not documented. */
export async function probeUpdate(account: Account, waits: Waits): Promise<Finding[]> {
  const { id } = await createWaiting(account, waits.lateMs);
  const products = [{ name: 'Probe', price: PRICE + 100, quantity: 1 }];
  const send = (method: string, more: object = {}) =>
    account.request('api', method, `/api/server/payment/${id}`, { products, ...more });
  const [post, patch] = [await send('POST'), await send('PATCH')];
  const seen = `POST HTTP ${post.status}, PATCH HTTP ${patch.status}`;
  const update = updateOf(post, patch);
  const findings = [update === null ? notObserved('update', seen) : found('update', update, seen)];
  if (!is2xx(post) && !is2xx(patch))
    return [...findings, notObserved('unknownFields', `no update worked: ${seen}`)];
  const strange = await send(is2xx(post) ? 'POST' : 'PATCH', { probeField: true });
  findings.push(
    is2xx(strange)
      ? found('unknownFields', 'ignored', `HTTP ${strange.status}`)
      : strange.status === 400
        ? found('unknownFields', 'refused', messageOf(strange))
        : notObserved('unknownFields', `HTTP ${strange.status}`),
  );
  return findings;
}

/** A method that fails in another way than 404 or 405 may exist. */
function updateOf(post: Reply, patch: Reply) {
  if (is2xx(post) && is2xx(patch)) return 'both';
  if (is2xx(post)) return patch.status === 404 || patch.status === 405 ? 'post' : null;
  if (!is2xx(patch)) return null;
  return post.status === 405 ? 'patch_405' : post.status === 404 ? 'patch_404' : null;
}

export async function probeInclusiveAmount(account: Account): Promise<Finding[]> {
  const { amountInCents } = await create(account, { pricingMode: 'TAX_INCLUSIVE' });
  const seen = `${amountInCents} of ${PRICE} cents`;
  if (amountInCents > PRICE) return [notObserved('inclusiveAmount', seen)];
  return [found('inclusiveAmount', amountInCents === PRICE ? 'with_tax' : 'before_tax', seen)];
}
