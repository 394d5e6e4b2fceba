import { randomUUID } from 'node:crypto';
import { currencySchema, MAXIMUM_CENTS } from '@checkout/schemas/money';
import { subtotalOf } from '@checkout/schemas/product';
import { sessionIdSchema } from '@checkout/schemas/session';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction, lockByName, type Queryable } from '../db/database.ts';
import { withdrawRefundRelease } from '../db/installation.ts';
import { type PaymentSnapshot, savePayment } from '../db/payments.ts';
import { attempts, sessions } from '../db/schema.ts';
import { changeSession, lockSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { classify } from './classify.ts';
import {
  ATTEMPT_KEY,
  IDEMPOTENCY_KEY,
  INSTALLATION_KEY,
  merchantMetadata,
  SERVICE_KEY,
  SESSION_KEY,
} from './payment-metadata.ts';
import { isOfAgreedTotal, isOfPrice, type Price, priceOf } from './price.ts';
import { type Attempt, findAttempt } from './store.ts';

/**
 * Rebuilds what was lost of a charge that this installation made: after a restore, or a failover that lost the last commits.
 * The attempt and the payment, the session as paid, and the session itself where its row is missing too.
 *
 * @param of.anyAmount a person has decided that the session is paid by it, though its total is another.
 * @returns the rebuilt attempt, or null where the charge does not fit what is known here: then it is a stray one.
 */
export async function adoptCharge(
  deps: Deps,
  read: PaymentSnapshot,
  { actor, anyAmount = false }: { readonly actor: Actor; readonly anyAmount?: boolean },
): Promise<Attempt | null> {
  const { payment } = read;
  // Neither a session nor `payments.create` takes more.
  if (payment.amountInCents > MAXIMUM_CENTS) return null;
  const state = classify(payment).kind === 'refunded' ? 'reversed' : 'succeeded';
  const adopted = await inTransaction(deps.db, async (tx) => {
    // Two readings of one payment must not both rebuild it.
    await lockByName(tx, `payment ${payment.id}`);
    const target =
      payment.metadatas[SESSION_KEY] === undefined
        ? ofService(read)
        : await ofSession(tx, deps, read, anyAmount);
    if (target === null) return null;
    const [written] = await tx
      .insert(attempts)
      .values({
        ...target,
        id: z
          .uuid()
          .catch(() => randomUUID())
          .parse(payment.metadatas[ATTEMPT_KEY]),
        fingerprint: null,
        state,
        dueAt: sql`now()`,
        automatic: false,
        confirms: true,
        currency: payment.currency,
        customerEmail: payment.customerEmail?.toLowerCase() ?? '',
        paymentId: payment.id,
        declineCode: payment.lastDepositAttempt?.error ?? null,
        adopted: true,
      })
      // Its id or its key belongs to another attempt that is here: this is a second charge.
      .onConflictDoNothing()
      .returning({ id: attempts.id, sessionId: attempts.sessionId });
    if (written === undefined) return null;
    const { id: attemptId, sessionId } = written;
    if (sessionId !== null)
      await changeSession(tx, sessionId, {
        status: state === 'reversed' ? 'reversed' : 'complete',
        paymentId: payment.id,
      });
    await savePayment(tx, read, { attemptId, sessionId, orphan: false });
    await withdrawRefundRelease(tx);
    await recordDecision(tx, {
      actor,
      action: 'payment.adopted',
      sessionId,
      attemptId,
      paymentId: payment.id,
      to: state,
    });
    return { attemptId, sessionId };
  });
  if (adopted === null) return null;
  deps.log.warn(
    { paymentId: payment.id, attemptId: adopted.attemptId },
    'adopted a charge whose records were missing here',
  );
  deps.steps.noted(
    { sessionId: adopted.sessionId, attemptId: adopted.attemptId, paymentId: payment.id, state },
    { actor, action: 'payment.adopted' },
  );
  return findAttempt(deps.db, adopted.attemptId);
}

type Target = Price & Pick<Attempt, 'sessionId' | 'owner' | 'key'>;

/** Of `payments.create`: a repeated call with the same key then finds it. */
function ofService({ payment }: PaymentSnapshot): Target | null {
  const owner = payment.metadatas[SERVICE_KEY];
  return typeof owner === 'string' && owner.startsWith('service:')
    ? { sessionId: null, owner, key: keyOf(payment), ...chargedPrice(payment) }
    : null;
}

/** As its products say, or else as Inflow does. */
function chargedPrice(payment: PaymentSnapshot['payment']): Price {
  const { amountInCents: amount, products } = payment;
  return priceOf(payment, subtotalOf(products)) ?? { amount, pricingMode: 'TAX_EXCLUSIVE' };
}

function keyOf({ id, metadatas }: PaymentSnapshot['payment']): string {
  const key = metadatas[IDEMPOTENCY_KEY];
  return typeof key === 'string' ? key : `adopted ${id}`;
}

async function ofSession(
  tx: Queryable,
  deps: Deps,
  read: PaymentSnapshot,
  anyAmount: boolean,
): Promise<Target | null> {
  const { payment } = read;
  const named = sessionIdSchema.safeParse(payment.metadatas[SESSION_KEY]);
  if (!named.success) return null;
  const session = (await lockSession(tx, named.data)) ?? (await rebuildSession(tx, deps, named.data, read));
  if (session === null) return null;
  const price: Price = { amount: session.subtotal, pricingMode: session.pricingMode };
  // Which total was agreed to is lost with the attempt.
  const isAgreed = isOfAgreedTotal(payment, { ...price, agreedTotal: null, confirmsSent: 0 });
  const fits =
    (anyAmount || (isOfPrice(payment, price) && isAgreed)) &&
    session.currency === payment.currency &&
    (session.paymentId ?? payment.id) === payment.id;
  if (!fits) return null;
  const charged = anyAmount ? chargedPrice(payment) : price;
  return { sessionId: session.id, owner: session.id, key: keyOf(payment), ...charged };
}

/** Only from a payment that certainly is this installation's, and says in full what was bought. */
async function rebuildSession(tx: Queryable, deps: Deps, id: string, { payment }: PaymentSnapshot) {
  const currency = currencySchema.safeParse(payment.currency);
  const price = priceOf(payment, subtotalOf(payment.products));
  if (
    price === null ||
    payment.metadatas[INSTALLATION_KEY] !== deps.installation.id ||
    !currency.success ||
    payment.products.length === 0
  )
    return null;
  await tx
    .insert(sessions)
    .values({
      id,
      currency: currency.data,
      items: payment.products,
      subtotal: price.amount,
      pricingMode: price.pricingMode,
      customerEmail: payment.customerEmail,
      metadatas: z.record(z.string(), z.string()).catch({}).parse(merchantMetadata(payment.metadatas)),
      createdBy: 'reconciler',
      expiresAt: sql`now()`,
    })
    .onConflictDoNothing();
  await recordDecision(tx, { actor: 'reconciler', action: 'session.rebuilt', sessionId: id, to: 'open' });
  return lockSession(tx, id);
}
