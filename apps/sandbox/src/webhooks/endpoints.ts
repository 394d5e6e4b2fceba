import { z } from 'zod';
import { withoutCardNumbers } from '../domain/card-numbers.ts';
import { isEventType } from '../domain/events.ts';
import { badRequest, notFound } from '../domain/refusal.ts';
import { newWebhookId, newWebhookSecret, type Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';
import type { WebhookEndpoint } from './types.ts';

/** Documented. */
export const mostPerAccount = 5;

const registration = z.object({ url: z.url({ protocol: /^https?$/ }) });
const statusChange = z.object({ status: z.enum(['enabled', 'disabled']) });
const typesChange = z.object({ eventTypes: z.array(z.string().refine(isEventType)).min(1) });

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Documented: HTTPS only. The sandbox also accepts HTTP on loopback. */
export function mayReceive(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || loopback.test(hostname);
}

/** @throws Refusal 400 unless the body has the URL of a possible receiver. */
export function readUrl(body: unknown): string {
  const parsed = registration.safeParse(body);
  if (!parsed.success) throw badRequest(['url must be a URL address']);
  if (!mayReceive(parsed.data.url)) throw badRequest(['url must use https']);
  if (withoutCardNumbers(parsed.data.url) !== parsed.data.url)
    throw badRequest(['url must not hold a card number']);
  return parsed.data.url;
}

export type EndpointsDeps = {
  readonly random: Random;
  readonly store: Store;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
};

export type Endpoints = ReturnType<typeof createEndpoints>;

const summary = ({ webhookId, webhookUrl }: WebhookEndpoint) => ({ webhookId, webhookUrl });
const withSecret = ({ webhookId, webhookUrl, secret }: WebhookEndpoint) => ({
  webhookId,
  webhookUrl,
  secret,
});
const withTypes = ({ webhookId, webhookUrl, eventTypes }: WebhookEndpoint) => ({
  webhookId,
  webhookUrl,
  eventTypes,
});
const withReason = (endpoint: WebhookEndpoint) => ({
  ...summary(endpoint),
  status: endpoint.status,
  failureReason: endpoint.failureReason,
});

/** A tenant's webhook registrations. The bodies of register, list, status and secret are documented, the others inferred. */
export function createEndpoints({ random, store, fetch, timeoutMs }: EndpointsDeps) {
  const find = (tenant: Tenant, id: string): WebhookEndpoint => {
    const endpoint = tenant.webhooks.get(id);
    if (endpoint === undefined) throw notFound('Webhook');
    return endpoint;
  };

  const checkRoom = (tenant: Tenant) => {
    if (tenant.webhooks.size >= mostPerAccount)
      throw badRequest(`At most ${mostPerAccount} webhooks per account`);
  };

  /** Documented: Inflow sends a HEAD request first. That the response must be 2xx is inferred. */
  const probe = async (url: string): Promise<void> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal }).catch(() => null);
    if (answer === null || !answer.ok) {
      throw badRequest(`url must answer a HEAD request with 2xx, it answered ${answer?.status ?? 'nothing'}`);
    }
  };

  const save = (tenant: Tenant, endpoint: WebhookEndpoint): WebhookEndpoint => {
    store.saveWebhook(tenant, endpoint);
    return endpoint;
  };

  return {
    async register(tenant: Tenant, body: unknown) {
      const webhookUrl = readUrl(body);
      checkRoom(tenant);
      await probe(webhookUrl);
      checkRoom(tenant);
      return withSecret(
        save(tenant, {
          webhookId: newWebhookId(random),
          webhookUrl,
          secret: newWebhookSecret(random),
          status: 'enabled',
          failureReason: null,
          eventTypes: null,
          configured: false,
        }),
      );
    },

    /** Registers without the HEAD request, as the receiver may start after the sandbox. Replaces an earlier one. */
    configure(tenant: Tenant, url: string, secret: string, eventTypes?: readonly string[]): WebhookEndpoint {
      const before = [...tenant.webhooks.values()].find((endpoint) => endpoint.configured);
      return save(tenant, {
        webhookId: before?.webhookId ?? newWebhookId(random),
        webhookUrl: readUrl({ url }),
        secret,
        status: 'enabled',
        failureReason: null,
        eventTypes: eventTypes ?? before?.eventTypes ?? null,
        configured: true,
      });
    },

    /** Registers one more with a given secret, without the HEAD request. */
    add(tenant: Tenant, url: string, secret: string, eventTypes?: readonly string[]): WebhookEndpoint {
      return save(tenant, {
        webhookId: newWebhookId(random),
        webhookUrl: readUrl({ url }),
        secret,
        status: 'enabled',
        failureReason: null,
        eventTypes: eventTypes ?? null,
        configured: false,
      });
    },

    list: (tenant: Tenant) => [...tenant.webhooks.values()].map(summary),
    get: (tenant: Tenant, id: string) => summary(find(tenant, id)),
    status: (tenant: Tenant, id: string) => withReason(find(tenant, id)),
    secret(tenant: Tenant, id: string) {
      const { webhookId, secret } = find(tenant, id);
      return { webhookId, secret };
    },

    setStatus(tenant: Tenant, id: string, body: unknown) {
      const endpoint = find(tenant, id);
      const parsed = statusChange.safeParse(body);
      if (!parsed.success)
        throw badRequest(['status must be one of the following values: enabled, disabled']);
      return withReason(save(tenant, { ...endpoint, status: parsed.data.status, failureReason: null }));
    },

    /** Documented: replaces the whole list. Types that are not of payments are subscribed to, and never fire here. */
    setEventTypes(tenant: Tenant, id: string, body: unknown) {
      const endpoint = find(tenant, id);
      const parsed = typesChange.safeParse(body);
      if (!parsed.success) throw badRequest(['eventTypes must be an array of names of events']);
      return withTypes(save(tenant, { ...endpoint, eventTypes: [...new Set(parsed.data.eventTypes)] }));
    },

    remove(tenant: Tenant, id: string) {
      const endpoint = find(tenant, id);
      store.removeWebhook(tenant, id);
      return summary(endpoint);
    },
  };
}
