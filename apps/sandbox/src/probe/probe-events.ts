import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Account } from './account.ts';
import { type Finding, found, notObserved } from './findings.ts';
import { confirm, createWaiting, is2xx, messageOf } from './payments.ts';

export type Receiver = {
  /** Where Inflow reaches the receiver: https, or http on loopback. */
  readonly url: string;
  /** The port on which it listens here. */
  readonly port: number;
};

const bodySchema = z.looseObject({
  data: z.array(z.looseObject({ eventType: z.string(), payload: z.looseObject({ status: z.string() }) })),
});
const registeredSchema = z.looseObject({ webhookId: z.string() });

/** The events of one payment, at a receiver that is registered for the time of the probe. */
export async function probeEvents(
  account: Account,
  receiver: Receiver | undefined,
  lateMs: number,
): Promise<Finding[]> {
  const none = (why: string) =>
    (['eventNames', 'eventStatus'] as const).map((name) => notObserved(name, why));
  if (receiver === undefined) return none('needs a URL at which webhooks reach this program');
  const received: Events = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.end();
      received.push(...eventsOf(Buffer.concat(chunks).toString()));
    });
  });
  await new Promise<void>((resolve) => server.listen(receiver.port, '127.0.0.1', resolve));
  try {
    const registered = await account.request('api', 'POST', '/api/webhook', { url: receiver.url });
    const id = registeredSchema.safeParse(registered.body).data?.webhookId;
    if (!is2xx(registered) || id === undefined) return none(`registering: ${messageOf(registered)}`);
    try {
      const payment = await createWaiting(account, lateMs);
      await confirm(account, payment.id);
      const end = performance.now() + lateMs;
      while (!received.some(({ payload }) => isPaid(payload.status)) && performance.now() < end)
        await wait(100);
      // Events of the other generation may come beside it.
      await wait(300);
    } finally {
      await account.request('api', 'DELETE', `/api/webhook/${id}`);
    }
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  if (received.length === 0) return none(`no webhook came within ${lateMs} ms`);
  return [generationOf(received), statusFormOf(received)];
}

type Events = z.output<typeof bodySchema>['data'];

function generationOf(events: Events): Finding {
  const names = [...new Set(events.map(({ eventType }) => eventType))];
  const isDotted = names.some((name) => name.includes('.'));
  const isUnderscored = names.some((name) => name.includes('_') && !name.includes('.'));
  const seen = names.join(', ');
  if (isDotted) return found('eventNames', isUnderscored ? 'both' : 'dotted', seen);
  return isUnderscored ? found('eventNames', 'underscored', seen) : notObserved('eventNames', seen);
}

function statusFormOf(events: Events): Finding {
  const statuses = [...new Set(events.map(({ payload }) => payload.status))];
  const seen = statuses.join(', ');
  if (statuses.every((status) => status === status.toUpperCase()))
    return found('eventStatus', 'as_read', seen);
  return statuses.every((status) => status === status.toLowerCase())
    ? found('eventStatus', 'lower_case', seen)
    : notObserved('eventStatus', seen);
}

const isPaid = (status: string): boolean => status.toUpperCase() === 'CHECKOUT_SUCCESS';
function eventsOf(text: string): Events {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data?.data ?? [];
  } catch {
    return [];
  }
}
