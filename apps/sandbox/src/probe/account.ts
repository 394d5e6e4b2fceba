import { setTimeout as wait } from 'node:timers/promises';

/** For the terminal: why a probe cannot begin, or cannot go on. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
}

export type AccountOptions = {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly cardUrl: string;
  /** Between two requests: Inflow's own sandbox has strict rate limits. */
  readonly spacingMs: number;
  readonly timeoutMs: number;
};

export type Reply = {
  readonly status: number;
  /** Undefined when there was none, or no JSON. */
  readonly body: unknown;
  readonly isEmpty: boolean;
  readonly ms: number;
};

export type Account = {
  readonly isLocal: boolean;
  request(host: 'api' | 'card', method: string, path: string, body?: unknown): Promise<Reply>;
  count(): number;
};

/** Inflow's own sandbox. Whether it has a card host of its own is not known, so that one has to be named. */
const SANDBOX_HOSTS: ReadonlySet<string> = new Set(['sandbox.api.inflowpay.com']);
const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/;

const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);

/** @throws ProbeError for any host but Inflow's sandbox and this machine: production above all. */
export function assertSandbox(name: string, url: string): string {
  if (url === '') throw new ProbeError(`${name} must be set: no host is guessed that gets a card.`);
  if (!URL.canParse(url)) throw new ProbeError(`${name} must be a URL.`);
  const { hostname, protocol } = new URL(url);
  if (isLoopback(url)) return url.replace(/\/+$/, '');
  const isSandbox = protocol === 'https:' && (SANDBOX_HOSTS.has(hostname) || hostname.startsWith('sandbox.'));
  if (!isSandbox || !hostname.endsWith('.inflowpay.com'))
    throw new ProbeError(`${name} is no sandbox of Inflow: payments are made only there or on this machine.`);
  return url.replace(/\/+$/, '');
}

/** One account, asked one request at a time. @throws ProbeError when a host does not answer. */
export function openAccount(options: AccountOptions): Account {
  const urls = {
    api: assertSandbox('INFLOW_API_BASE_URL', options.apiUrl),
    card: assertSandbox('INFLOW_CARD_BASE_URL', options.cardUrl),
  };
  let count = 0;
  return {
    isLocal: isLoopback(urls.api) && isLoopback(urls.card),
    count: () => count,
    async request(host, method, path, body) {
      if (count > 0) await wait(options.spacingMs);
      count += 1;
      const startedAt = performance.now();
      try {
        const response = await fetch(urls[host] + path, {
          method,
          redirect: 'manual',
          signal: AbortSignal.timeout(options.timeoutMs),
          headers: {
            'x-inflow-api-key': options.apiKey,
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return {
          status: response.status,
          body: parse(text),
          isEmpty: text === '',
          ms: performance.now() - startedAt,
        };
      } catch {
        // The message of fetch may hold the address; which host it was is enough.
        const ms = Math.round(performance.now() - startedAt);
        throw new ProbeError(
          `The ${host === 'api' ? 'standard' : 'card'} host gave no answer within ${ms} ms.`,
        );
      }
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
