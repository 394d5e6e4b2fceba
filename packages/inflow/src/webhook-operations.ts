import { type Call, type CallOptions, readerOf, unreadable } from './call.ts';
import { listEntries } from './inferred.ts';
import { readEach } from './wire-fields.ts';
import {
  type KNOWN_WEBHOOK_STATUSES,
  type RegisteredWebhook,
  RegisteredWebhookSchema,
  type WebhookEndpoint,
  WebhookEndpointSchema,
  WebhookSecretSchema,
} from './wire-webhooks.ts';

/** Registration of the URLs that Inflow delivers webhooks to. For operators; no part of a payment. */
export type WebhookOperations = {
  /** HTTPS only, at most 5 per account; Inflow sends a HEAD request to the URL first. Never retried. */
  registerWebhook(url: string, options?: CallOptions): Promise<RegisteredWebhook>;
  listWebhooks(options?: CallOptions): Promise<{ webhooks: WebhookEndpoint[]; unreadable: number }>;
  getWebhook(id: string, options?: CallOptions): Promise<WebhookEndpoint>;
  webhookStatus(id: string, options?: CallOptions): Promise<WebhookEndpoint>;
  webhookSecret(id: string, options?: CallOptions): Promise<{ secret: string }>;
  setWebhookStatus(
    id: string,
    status: (typeof KNOWN_WEBHOOK_STATUSES)[number],
    options?: CallOptions,
  ): Promise<void>;
  deleteWebhook(id: string, options?: CallOptions): Promise<void>;
  /** Replaces the whole list. */
  setWebhookEventTypes(id: string, types: readonly string[], options?: CallOptions): Promise<void>;
};

const ONE = '/api/webhook/{id}';

export function webhookOperations(call: Call): WebhookOperations {
  return {
    async registerWebhook(url, options) {
      return call(
        {
          name: 'registerWebhook',
          host: 'api',
          method: 'POST',
          pathTemplate: '/api/webhook',
          body: { url },
        },
        readerOf(RegisteredWebhookSchema),
        options,
      );
    },

    async listWebhooks(options) {
      return call(
        { name: 'listWebhooks', host: 'api', method: 'GET', pathTemplate: '/api/webhook' },
        (body) => {
          const entries = listEntries(body);
          if (entries === null) return unreadable;
          const listed = readEach(WebhookEndpointSchema, entries);
          return { webhooks: listed.read, unreadable: listed.unreadable };
        },
        options,
      );
    },

    async getWebhook(id, options) {
      return call(
        { name: 'getWebhook', host: 'api', method: 'GET', pathTemplate: ONE, id },
        readerOf(WebhookEndpointSchema),
        options,
      );
    },

    async webhookStatus(id, options) {
      return call(
        { name: 'webhookStatus', host: 'api', method: 'GET', pathTemplate: `${ONE}/status`, id },
        readerOf(WebhookEndpointSchema),
        options,
      );
    },

    async webhookSecret(id, options) {
      return call(
        { name: 'webhookSecret', host: 'api', method: 'GET', pathTemplate: `${ONE}/secret`, id },
        readerOf(WebhookSecretSchema),
        options,
      );
    },

    async setWebhookStatus(id, status, options) {
      return call(
        { name: 'setWebhookStatus', host: 'api', method: 'PATCH', pathTemplate: ONE, id, body: { status } },
        nothing,
        options,
      );
    },

    async deleteWebhook(id, options) {
      return call(
        { name: 'deleteWebhook', host: 'api', method: 'DELETE', pathTemplate: ONE, id },
        nothing,
        options,
      );
    },

    async setWebhookEventTypes(id, types, options) {
      return call(
        {
          name: 'setWebhookEventTypes',
          host: 'api',
          method: 'PATCH',
          pathTemplate: `${ONE}/event-types`,
          id,
          body: { eventTypes: types },
        },
        nothing,
        options,
      );
    },
  };
}

/** For operations whose response body is not documented: a 2xx is success. */
const nothing = (): void => undefined;
