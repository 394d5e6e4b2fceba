import type { TestCard } from '../test-cards.ts';
import type {
  Active,
  ApiFault,
  Charge,
  ClockState,
  Delivery,
  Dialect,
  Payment,
  RequestEntry,
  SeedPayment,
  WebhookFault,
} from './types.ts';

export type * from './types.ts';
export type { TestCard };

export type ControlOptions = {
  /** URL of the sandbox's standard port. */
  readonly apiUrl: string;
  /** Selects the tenant; the sandbox's default key when absent. */
  readonly apiKey?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
};

type Webhook = { url: string; secret: string; eventTypes?: string[] };

export type Control = ReturnType<typeof createControl>;

/** Steers a running sandbox over HTTP. A refused call rejects with the sandbox's message. */
export function createControl({ apiUrl, apiKey, fetch = globalThis.fetch }: ControlOptions) {
  const call = async <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${apiUrl}/_sandbox${path}`, {
      method,
      headers: {
        ...(apiKey === undefined ? {} : { 'x-inflow-api-key': apiKey }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`Sandbox control ${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const get = <T>(path: string) => call<T>('GET', path);
  const post = <T>(path: string, body?: unknown) => call<T>('POST', path, body);
  const drop = async (path: string): Promise<void> => {
    await call('DELETE', path);
  };
  const faultsAt = <F extends ApiFault | WebhookFault>(path: string) => ({
    list: () => get<Active<F>[]>(path),
    add: (fault: F) => post<Active<F>>(path, fault),
    /** Without an id, all of them. */
    clear: (id?: string) => drop(id === undefined ? path : `${path}/${id}`),
  });

  return {
    /** Deletes all state of this key. A seed makes later faults reproducible. */
    reset: async (options: { seed?: number } = {}): Promise<void> => {
      await post('/reset', options);
    },
    /** Every charge made, oldest first. */
    ledger: () => get<Charge[]>('/ledger'),
    /** Every request received, oldest first, cards masked. */
    requests: () => get<RequestEntry[]>('/requests'),
    testCards: () => get<TestCard[]>('/test-cards'),
    payments: {
      list: () => get<Payment[]>('/payments'),
      seed: (payment: SeedPayment) => post<Payment>('/payments', payment),
      /** As in Inflow's dashboard: in full, or with an amount (cents) in part. */
      refund: (paymentId: string, refund: { amount?: number } = {}) =>
        post<Payment>(`/payments/${paymentId}/refund`, refund),
      /** Makes an authorised payment (`CHECKOUT_SUCCESS`) fail. */
      fail: (paymentId: string) => post<Payment>(`/payments/${paymentId}/fail`),
    },
    threeDs: {
      approve: (paymentId: string) => post<Payment>(`/payments/${paymentId}/3ds`, { answer: 'approve' }),
      decline: (paymentId: string) => post<Payment>(`/payments/${paymentId}/3ds`, { answer: 'decline' }),
    },
    /** How this account answers where the documentation leaves it open. `set` changes what it is given. */
    dialect: {
      get: () => get<Dialect>('/dialect'),
      set: (changes: Partial<Dialect>) => post<Dialect>('/dialect', changes),
    },
    faults: faultsAt<ApiFault>('/faults'),
    webhookFaults: faultsAt<WebhookFault>('/webhook-faults'),
    webhooks: {
      /** Registers a URL with a given secret, without the HEAD request to it. Replaces the one that it registered before. */
      configure: async (webhook: Webhook): Promise<void> => {
        await post('/webhooks', webhook);
      },
      /** Registers one more. */
      add: async (webhook: Webhook): Promise<void> => {
        await post('/webhooks/more', webhook);
      },
    },
    deliveries: {
      list: () => get<Delivery[]>('/deliveries'),
      /** Resolves after the receiver's response, or its failure. */
      redeliver: (id: string) => post<Delivery>(`/deliveries/${id}/redeliver`),
    },
    clock: {
      get: () => get<ClockState>('/clock'),
      /** Skips milliseconds of this key's clock; what falls due within them happens. */
      advance: (ms: number) => post<ClockState>('/clock', { ms }),
    },
  };
}
