import type { StrayAction, StrayRefunds } from '@checkout/schemas/console-action';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { adoptByHand } from '../attempts/adopt-by-hand.ts';
import { announceChange } from '../db/change-feed.ts';
import { inTransaction } from '../db/database.ts';
import { findInstallation, releaseRefunds, stopRefunds } from '../db/installation.ts';
import { findPayment } from '../db/payments.ts';
import { operators, payments } from '../db/schema.ts';
import { EVENTS_KEY } from '../events/signal.ts';
import { ConsoleError } from './console-error.ts';
import { type Acting, actorOf, type ConsoleDeps, note } from './signed-in.ts';

/** `console.stray.adopt`. @throws ConsoleError `CANNOT_BE_ADOPTED`, `ALREADY_DECIDED` */
export async function adoptStray(deps: ConsoleDeps, acting: Acting, { paymentId, reason }: StrayAction) {
  await assertStray(deps, paymentId);
  await note(deps.db, acting, { action: 'stray.adoption_ordered', paymentId, reason });
  const result = await adoptByHand(deps, paymentId, actorOf(acting));
  if (result === 'not_stray') throw new ConsoleError('ALREADY_DECIDED');
  if (result === 'does_not_fit') throw new ConsoleError('CANNOT_BE_ADOPTED');
}

/** `console.stray.dismiss`: nothing is to be done about it. It stays recorded, is not counted, and is never refunded by itself. */
export async function dismissStray(deps: ConsoleDeps, acting: Acting, { paymentId, reason }: StrayAction) {
  await assertStray(deps, paymentId);
  await inTransaction(deps.db, async (tx) => {
    const [dismissed] = await tx
      .update(payments)
      .set({ dismissedAt: sql`now()` })
      .where(and(eq(payments.id, paymentId), eq(payments.orphan, true), isNull(payments.dismissedAt)))
      .returning({ sessionId: payments.sessionId });
    if (dismissed === undefined) throw new ConsoleError('ALREADY_DECIDED');
    const { sessionId } = dismissed;
    await note(tx, acting, { action: 'stray.dismissed', paymentId, sessionId, reason });
    await announceChange(tx, EVENTS_KEY);
  });
}

async function assertStray({ db }: ConsoleDeps, paymentId: string): Promise<void> {
  const { orphan, dismissedAt } = found(await findPayment(db, paymentId));
  if (!orphan || dismissedAt !== null) throw new ConsoleError('ALREADY_DECIDED');
}

/** `console.strayRefunds.get` */
export async function getStrayRefunds({ db, settings }: ConsoleDeps): Promise<StrayRefunds> {
  const installation = await findInstallation(db);
  if (installation === null) throw new AppError('UNAVAILABLE');
  const { refundsReleasedBy: by } = installation;
  const [person] =
    by === null
      ? []
      : await db
          .select({ name: operators.name })
          .from(operators)
          .where(eq(sql`'operator:' || ${operators.id}`, by));
  return {
    mode: settings.orphanCharges,
    releasedAt: installation.refundsReleasedAt?.toISOString() ?? null,
    releasedBy: by,
    releasedByName: person?.name ?? null,
    recognisedAt: installation.recognisedAt.toISOString(),
    comparedAt: installation.comparedAt?.toISOString() ?? null,
    isBehind: installation.knownUntil !== null && installation.recoveredAt === null,
  };
}

/** `console.strayRefunds.start` and `.stop`: whether proven stray charges are refunded by themselves in this database. */
export async function setStrayRefunds(
  deps: ConsoleDeps,
  acting: Acting,
  { start, reason }: { readonly start: boolean; readonly reason: string },
): Promise<StrayRefunds> {
  await note(deps.db, acting, { action: start ? 'stray_refunds.started' : 'stray_refunds.stopped', reason });
  await (start ? releaseRefunds : stopRefunds)(deps.db, actorOf(acting));
  return getStrayRefunds(deps);
}
