import pLimit, { type LimitFunction } from 'p-limit';
import type { WebhookFault } from '../control/types.ts';
import { deliveredTypes, eventBody, type PaymentEvent } from '../domain/events.ts';
import { newMessageId, type Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';
import { sendOnce } from './send.ts';
import type { Delivery, WebhookEndpoint } from './types.ts';

export type DispatcherDeps = {
  readonly random: Random;
  readonly store: Store;
  readonly fetch: typeof globalThis.fetch;
  /** Real milliseconds an endpoint has to respond: 15 000 by Inflow's documentation. */
  readonly timeoutMs: number;
};

export type Dispatcher = ReturnType<typeof createDispatcher>;

/** Concurrent deliveries to one endpoint, so that a burst of payments does not exhaust sockets. */
const concurrency = 64;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * Waits after each failed attempt: Svix's published schedule (5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h), its last
 * step repeated, because Inflow documents up to 10 attempts.
 */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, ...Array<number>(4).fill(10 * hour)];

/** Milliseconds until the next attempt after `attempts` failed ones, or null when there is none. */
export const waitAfter = (attempts: number): number | null => waits[attempts - 1] ?? null;

/** Delivers events to the webhooks that subscribed to them, with retries until a 2xx, as Svix does. */
export function createDispatcher({ random, store, fetch, timeoutMs }: DispatcherDeps) {
  const closing = new AbortController();
  // One limit per endpoint: an endpoint that hangs must not delay others.
  const limits = new Map<string, LimitFunction>();
  const limited = (webhookId: string, work: () => Promise<void>): Promise<void> => {
    const limit = limits.get(webhookId) ?? pLimit(concurrency);
    limits.set(webhookId, limit);
    return limit(work);
  };

  const current = (tenant: Tenant, id: string) => {
    const delivery = tenant.deliveries.get(id);
    const endpoint = delivery === undefined ? undefined : tenant.webhooks.get(delivery.webhookId);
    return store.isCurrent(tenant) && !closing.signal.aborted ? { delivery, endpoint } : {};
  };

  const disable = (tenant: Tenant, endpoint: WebhookEndpoint) => {
    const failureReason = 'All delivery attempts failed';
    store.saveWebhook(tenant, { ...endpoint, status: 'disabled', failureReason });
  };

  /** One delivery attempt; schedules the next when it fails and `again` is set (a redelivery is not retried). */
  const attempt = (
    tenant: Tenant,
    id: string,
    fault: WebhookFault['kind'] | null,
    again = true,
  ): Promise<void> =>
    limited(tenant.deliveries.get(id)?.webhookId ?? '', async () => {
      const { delivery, endpoint } = current(tenant, id);
      if (delivery === undefined || endpoint === undefined) return;
      const sent = await sendOnce(
        { fetch, clock: tenant.clock, timeoutMs, closing: closing.signal },
        endpoint,
        delivery,
        fault,
      );
      const latest = current(tenant, id).delivery;
      if (latest === undefined) return;
      const attempts = [...latest.attempts, sent];
      if (sent.status !== null && sent.status >= 200 && sent.status < 300) {
        store.saveDelivery(tenant, { ...latest, attempts, status: 'delivered', nextAttemptAt: null });
        return;
      }
      if (!again || latest.status !== 'pending') {
        store.saveDelivery(tenant, { ...latest, attempts });
        return;
      }
      const wait = waitAfter(attempts.length);
      const nextAttemptAt = wait === null ? null : tenant.clock.now() + wait;
      store.saveDelivery(tenant, {
        ...latest,
        attempts,
        status: wait === null ? 'failed' : 'pending',
        nextAttemptAt,
      });
      if (nextAttemptAt === null) disable(tenant, endpoint);
      else schedule(tenant, id, nextAttemptAt);
    });

  function schedule(tenant: Tenant, id: string, at: number): void {
    tenant.clock.schedule(at, () => {
      const { delivery, endpoint } = current(tenant, id);
      if (delivery?.status !== 'pending' || delivery.nextAttemptAt !== at) return;
      if (endpoint?.status === 'enabled') void attempt(tenant, id, null);
    });
  }

  /** Deliveries that a `reorder` fault holds back until the next one of their endpoint has gone. */
  const held = new Map<string, () => void>();
  const release = (webhookId: string) => {
    const go = held.get(webhookId);
    held.delete(webhookId);
    go?.();
  };

  const dispatch = (tenant: Tenant, delivery: Delivery, fault: WebhookFault | null) => {
    const { id, webhookId } = delivery;
    const go = () => attempt(tenant, id, fault?.kind ?? null);
    const later = (at: number) => {
      store.saveDelivery(tenant, { ...delivery, nextAttemptAt: at });
      schedule(tenant, id, at);
    };
    switch (fault?.kind) {
      case 'drop':
        store.saveDelivery(tenant, { ...delivery, status: 'dropped' });
        return;
      case 'delay':
        later(tenant.clock.now() + (fault.delayMs ?? 5000));
        return;
      case 'reorder': {
        const { clock } = tenant;
        const cancel = clock.schedule(clock.now() + (fault.delayMs ?? 2000), () => release(webhookId));
        release(webhookId);
        held.set(webhookId, () => {
          cancel();
          void go();
        });
        return;
      }
      case 'early':
        tenant.early.push(go().then(() => release(webhookId)));
        return;
      case 'duplicate':
        void go()
          .then(() => attempt(tenant, id, null, false))
          .then(() => release(webhookId));
        return;
      case 'bad_signature':
      case 'stale_timestamp':
      case undefined:
        // The held delivery goes after the response to this one, or the order would be random.
        void go().then(() => release(webhookId));
    }
  };

  return {
    publish(tenant: Tenant, events: readonly PaymentEvent[]): void {
      for (const endpoint of tenant.webhooks.values()) {
        if (endpoint.status !== 'enabled') continue;
        for (const event of events) {
          const eventTypes = deliveredTypes(event, endpoint.eventTypes, tenant.dialect);
          if (eventTypes.length === 0) continue;
          const fault = tenant.webhookFaults.take(
            ({ eventType }) => eventType === undefined || eventTypes.includes(eventType),
          );
          const delivery: Delivery = {
            id: newMessageId(random),
            webhookId: endpoint.webhookId,
            url: endpoint.webhookUrl,
            paymentId: event.payment.id,
            eventTypes,
            body: JSON.stringify({
              data: eventTypes.map((type) => eventBody(type, event.payment, tenant.dialect)),
            }),
            createdAt: new Date(tenant.clock.now()).toISOString(),
            status: 'pending',
            attempts: [],
            nextAttemptAt: null,
            fault: fault?.kind ?? null,
          };
          store.saveDelivery(tenant, delivery);
          dispatch(tenant, delivery, fault);
        }
      }
    },

    /** Sends a delivery once more, now, with the same `svix-id`. */
    redeliver: (tenant: Tenant, id: string): Promise<void> => attempt(tenant, id, null, false),

    /** After a restart: scheduled attempts stay scheduled, and one that was under way is sent again. */
    resume(tenant: Tenant): void {
      for (const delivery of tenant.deliveries.values()) {
        if (delivery.status !== 'pending') continue;
        if (delivery.nextAttemptAt === null) void attempt(tenant, delivery.id, null);
        else schedule(tenant, delivery.id, delivery.nextAttemptAt);
      }
    },

    close: (): void => closing.abort(),
  };
}
