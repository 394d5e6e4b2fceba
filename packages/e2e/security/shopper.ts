import { setTimeout as wait } from 'node:timers/promises';
import type { AppRouter } from '@checkout/api/router';
import { createTRPCClient, httpLink } from '@trpc/client';
import { reasonIn } from '../support/clients.ts';
import { newSession, payInput } from '../support/pay-input.ts';

/** Between two payments: ordinary use, and below the velocity limits of the one IP address that all of it comes from. */
const PAUSE_MS = 2_000;
/** How often a payment that is being processed is read. */
const READ_EVERY_MS = 1_000;
const READS = 60;

export type Payments = {
  /** Of those that succeeded, from the new session to the outcome. */
  readonly milliseconds: readonly number[];
  /** What the others were answered. */
  readonly failures: readonly string[];
};

/** A shopper pays again and again, by a new connection for each call, until `over`; once at least. */
export async function payUntil(url: string, over: AbortSignal): Promise<Payments> {
  const milliseconds: number[] = [];
  const failures: string[] = [];
  do {
    const began = performance.now();
    const outcome = await pay(url).catch((error: unknown) => reasonIn(error) ?? String(error));
    if (outcome === 'succeeded') milliseconds.push(performance.now() - began);
    else failures.push(outcome);
    await wait(PAUSE_MS, null, { signal: over }).catch(() => undefined);
  } while (!over.aborted);
  return { milliseconds, failures };
}

async function pay(url: string): Promise<string> {
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/trpc`, headers: { connection: 'close' } })],
  });
  const sessionId = await newSession(client);
  let { status } = await client.checkout.pay.mutate(payInput(sessionId));
  for (let reads = 0; status === 'processing' && reads < READS; reads += 1) {
    await wait(READ_EVERY_MS);
    ({ status } = await client.checkout.complete.mutate({ sessionId }));
  }
  return status;
}

export function describePayments({ milliseconds, failures }: Payments): string {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  const times =
    median === undefined
      ? 'none'
      : `${sorted.length}, median ${median.toFixed(0)} ms, slowest ${sorted.at(-1)?.toFixed(0)} ms`;
  return failures.length === 0 ? times : `${times}; failed: ${failures.join(', ')}`;
}
