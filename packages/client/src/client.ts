import type { AppRouter } from '@checkout/api/router';
import { createTRPCUntypedClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import type { CallOptions, SubscriptionObserver } from './contract.ts';
import { ForeignResponse, failureOf, type Refusal } from './failure.ts';
import { typed } from './typed.ts';

export interface CheckoutClientOptions {
  /** Where the checkout's procedures are: its public URL and `/trpc`. */
  readonly url: string;
  /** The service token: the part behind the name in `SERVICE_TOKENS`. A function is asked before each call, for a token that is rotated. */
  readonly token: string | (() => string | Promise<string>);
  /** How long a call waits for its response, in milliseconds; 60 000 unless told. Subscriptions have no end. */
  readonly timeoutMs?: number | undefined;
}

export type CheckoutClient = ReturnType<typeof createCheckoutClient>;

const TIMEOUT_MS = 60_000;

/**
 * A client of one checkout, with the shape of its router: `client.sessions.create.mutate(…)`. Nothing is sent before a procedure is called,
 * and no call is repeated by itself.
 *
 * @throws TypeError for a URL or token that cannot be one
 */
export function createCheckoutClient({ url, token, timeoutMs = TIMEOUT_MS }: CheckoutClientOptions) {
  const address = addressOf(url);
  if (typeof token === 'string') tokenIn(token);
  const headers = async () => ({ authorization: `Bearer ${await tokenOf(token)}` });
  const trpc = createTRPCUntypedClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: address,
          EventSource,
          eventSourceOptions: ({ op }) => ({ fetch: subscribing(headers, op.context) }),
        }),
        // Queries as well: their input may have personal data, which no URL should have.
        false: httpLink({ url: address, headers, methodOverride: 'POST', fetch: fetchJson }),
      }),
    ],
  });

  async function call(type: 'query' | 'mutation', path: string, input: unknown, options: CallOptions = {}) {
    const { signal } = options;
    const timeout = AbortSignal.timeout(timeoutMs);
    const ends = { signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) };
    try {
      return await (type === 'query' ? trpc.query(path, input, ends) : trpc.mutation(path, input, ends));
    } catch (error) {
      throw failureOf(error, { type, path, aborted: signal?.aborted === true });
    }
  }

  function subscribe(path: string, input: unknown, observer: SubscriptionObserver<unknown>) {
    const context: Context = {};
    return trpc.subscription(path, input, {
      context,
      onData: observer.onData,
      onComplete: () => observer.onComplete?.(),
      onError: (error) => {
        const { refusal } = context;
        observer.onError?.(failureOf(error, { type: 'subscription', path, aborted: false, refusal }));
      },
    });
  }

  return typed(
    named((router) =>
      named((procedure) => {
        const path = `${router}.${procedure}`;
        return {
          query: (input: unknown, options?: CallOptions) => call('query', path, input, options),
          mutate: (input: unknown, options?: CallOptions) => call('mutation', path, input, options),
          subscribe: (input: unknown, observer: SubscriptionObserver<unknown>) =>
            subscribe(path, input, observer),
        };
      }),
    ),
  );
}

/** A proxy's own page, for example, says nothing of the call but its status. */
async function fetchJson(url: string | URL | Request, init?: object): Promise<Response> {
  const response = await fetch(url, init);
  if (response.headers.get('content-type')?.startsWith('application/json') === true) return response;
  await response.body?.cancel();
  throw new ForeignResponse(response.status);
}

type Context = { refusal?: Refusal };

/** Keeps the body of a refusal: an EventSource tells no more than its status. */
function subscribing(headers: () => Promise<Record<string, string>>, context: Context) {
  return async (url: string | URL, init: object & { headers: Record<string, string> }) => {
    const response = await fetch(url, { ...init, headers: { ...init.headers, ...(await headers()) } });
    if (!response.ok) {
      const body: unknown = await response
        .clone()
        .json()
        .catch(() => null);
      context.refusal = { httpStatus: response.status, body };
    }
    return response;
  };
}

/** Has each name as a property. */
function named<Value>(make: (name: string) => Value): object {
  const made = new Map<string, Value>();
  return new Proxy(
    {},
    {
      get(_, name) {
        if (typeof name !== 'string') return undefined;
        const value = made.get(name) ?? make(name);
        made.set(name, value);
        return value;
      },
    },
  );
}

function addressOf(url: string): string {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new TypeError('url: the address of the checkout, such as https://pay.shop.example/trpc');
  return url.replace(/\/+$/, '');
}

async function tokenOf(token: CheckoutClientOptions['token']): Promise<string> {
  return typeof token === 'function' ? tokenIn(await token()) : token;
}

function tokenIn(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new TypeError('token: empty, or with characters that no token has');
  return token;
}
