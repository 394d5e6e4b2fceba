import { setTimeout as wait } from 'node:timers/promises';
import type { Charge, Control } from '@checkout/sandbox/control';
import { type Installation, orderOf } from './chaos-installation.ts';
import type { Random } from './random.ts';

/** What people and services did with charges that had been made, counted. */
export type MerchantActs = {
  /** Payments whose full refund was requested. */
  readonly refundsAsked: Set<string>;
  dashboardRefunds: number;
  partialRefunds: number;
  /** Authorised payments that failed later. */
  failures: number;
  /** `payments.refund` of the installation that made the payment. */
  serviceRefunds: number;
  /** `payments.refund` at an installation that did not make it: must do nothing. */
  foreignRefunds: number;
};

export const noActs = (): MerchantActs => ({
  refundsAsked: new Set(),
  dashboardRefunds: 0,
  partialRefunds: 0,
  failures: 0,
  serviceRefunds: 0,
  foreignRefunds: 0,
});

type Shop = { readonly sandbox: Control; readonly installations: readonly Installation[] };

/** Looks at each new charge once, and does something to about a third of them, until the signal. */
export async function actOnChargesUntil(
  { sandbox, installations }: Shop,
  { acts, random, until }: { acts: MerchantActs; random: Random; until: AbortSignal },
): Promise<void> {
  const seen = new Set<string>();
  while (!until.aborted) {
    await wait(150, undefined, { signal: until }).catch(() => undefined);
    for (const charge of await sandbox.ledger()) {
      if (seen.has(charge.paymentId)) continue;
      seen.add(charge.paymentId);
      await act(charge, { sandbox, installations }, { acts, random });
    }
  }
}

async function act(
  { paymentId, metadatas }: Charge,
  { sandbox, installations }: Shop,
  { acts, random }: { acts: MerchantActs; random: Random },
): Promise<void> {
  const owner = orderOf(installations, metadatas)?.owner;
  const refundAt = async (at: Installation | undefined) => {
    await at?.cluster.node.service.payments.refund.mutate({ paymentId }).catch(() => null);
  };
  const choice = random.next();
  // What Inflow refuses (it has failed or been refunded meanwhile) is not counted.
  const worked = (call: Promise<unknown>) =>
    call.then(
      () => 1,
      () => 0,
    );
  if (choice < 0.08) {
    acts.refundsAsked.add(paymentId);
    acts.dashboardRefunds += await worked(sandbox.payments.refund(paymentId));
  } else if (choice < 0.14) {
    acts.partialRefunds += await worked(sandbox.payments.refund(paymentId, { amount: 500 }));
  } else if (choice < 0.2) {
    acts.failures += await worked(sandbox.payments.fail(paymentId));
  } else if (choice < 0.28) {
    acts.refundsAsked.add(paymentId);
    acts.serviceRefunds += 1;
    await refundAt(owner);
  } else if (choice < 0.32) {
    acts.foreignRefunds += 1;
    await refundAt(installations.find((other) => other !== owner));
  }
}
