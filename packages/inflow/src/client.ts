import { Pool } from 'undici';
import {
  type CallOptions,
  checkedTimeoutMs,
  createCaller,
  type InflowCallEvent,
  sleepUnlessAborted,
} from './call.ts';
import { type PaymentOperations, paymentOperations } from './payment-operations.ts';
import { type WebhookOperations, webhookOperations } from './webhook-operations.ts';

export type { CallOptions, InflowCallEvent };

export type InflowClientOptions = {
  /** The private key; from a server only. A function is asked before each call, so that the key can be replaced. */
  apiKey: string | (() => string);
  apiBaseUrl: URL | string;
  /** In PCI DSS scope: only a create is sent there. A card is sent nowhere else. */
  cardBaseUrl: URL | string;
  /** Milliseconds for a whole call: connecting, sending, headers, body, and the retries of a GET. */
  timeoutMs: number;
  /** Milliseconds for opening one connection: by default 5 s, or `timeoutMs` when that is less. */
  connectTimeoutMs?: number | undefined;
  /** Called after each request, with or without a response. What it throws is ignored. */
  onCall?: ((event: InflowCallEvent) => void) | undefined;
  /** 0 ≤ random < 1, for the jitter between retries. */
  random?: (() => number) | undefined;
  sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
};

export type InflowClient = PaymentOperations &
  WebhookOperations & {
    /** Refuses new calls, waits for running ones (each is bounded by its timeout), and closes the connections. */
    close(): Promise<void>;
  } & AsyncDisposable;

const DEFAULT_CONNECT_TIMEOUT_MS = 5_000;
/** Further calls wait for a connection, within their own timeout; those that time out here were certainly not sent. */
const MAX_CONNECTIONS_PER_HOST = 256;

/**
 * The client of one Inflow account. It owns a pool of keep-alive connections per host: close it, or `await using` it.
 * Every operation rejects with an `InflowError` (errors.ts).
 *
 * @throws TypeError or RangeError for options that cannot be used; the message does not repeat their values.
 */
export function createInflowClient(options: InflowClientOptions): InflowClient {
  const { apiKey: given } = options;
  const apiKey = () => checkedKey(typeof given === 'string' ? given : given());
  apiKey();
  const timeoutMs = checkedTimeoutMs(options.timeoutMs);
  const connectTimeout = checkedTimeoutMs(
    options.connectTimeoutMs ?? Math.min(DEFAULT_CONNECT_TIMEOUT_MS, timeoutMs),
  );

  const api = hostOf('apiBaseUrl', options.apiBaseUrl, connectTimeout);
  const card = hostOf('cardBaseUrl', options.cardBaseUrl, connectTimeout);
  const call = createCaller({
    apiKey,
    hosts: { api, card },
    timeoutMs,
    onCall: options.onCall ?? (() => undefined),
    random: options.random ?? Math.random,
    sleep: options.sleep ?? sleepUnlessAborted,
  });

  const close = async () => {
    await Promise.all([api.dispatcher.close(), card.dispatcher.close()]);
  };
  return {
    ...paymentOperations(call, timeoutMs),
    ...webhookOperations(call),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The message does not repeat the value: a key would end up in a log. */
function checkedKey(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new TypeError('apiKey must be visible ASCII, and not empty');
}

function hostOf(name: string, baseUrl: URL | string, connectTimeout: number) {
  const url = URL.parse(String(baseUrl));
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  ) {
    throw new TypeError(`${name} must be an http(s) URL without credentials, query or fragment`);
  }
  const dispatcher = new Pool(url.origin, {
    connections: MAX_CONNECTIONS_PER_HOST,
    connectTimeout,
    // One request on a connection at a time, and HTTP/1.1 only: a request that shares its connection can be
    // sent again by the HTTP layer when the connection breaks, and a second create is a second payment.
    pipelining: 1,
    allowH2: false,
    // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED=0 cannot send a card to an unverified host.
    connect: { rejectUnauthorized: true },
  });
  return { origin: url.origin, pathPrefix: url.pathname.replace(/\/+$/, ''), dispatcher };
}
