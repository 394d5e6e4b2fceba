import type { Trying } from '@checkout/schemas/endpoint';
import { Agent, type Dispatcher } from 'undici';
import { createLookup, problemOf } from './addresses.ts';

/** For everything: connecting, sending, and the answer's first kB. */
const TIME_LIMIT_MS = 15_000;
/** The status has come; a body that hangs does not take it back. */
const BODY_LIMIT_MS = 2_000;
const KEPT_BYTES = 1_024;

export type Sender = {
  /** Never throws: what went wrong is in the answer. */
  send(request: {
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  }): Promise<Trying>;
  close(): Promise<void>;
};

/** Sends events: one request each, no redirect is followed, and no private address is called unless that is allowed. */
export function createSender({ allowPrivate, now }: { allowPrivate: boolean; now: () => Date }): Sender {
  const agent = new Agent({
    // Not of the origin: an endpoint that hangs must not take those of another at the same address. Each sends so many at once.
    connections: null,
    pipelining: 1,
    connect: { timeout: TIME_LIMIT_MS, lookup: createLookup(allowPrivate) },
    headersTimeout: TIME_LIMIT_MS,
    bodyTimeout: TIME_LIMIT_MS,
    maxHeaderSize: 16 * 1024,
  });
  return {
    async send({ url, headers, body }) {
      const at = now().toISOString();
      const begun = performance.now();
      const ended = (status: number | null, answer: string): Trying => ({
        at,
        status,
        duration: Math.round(performance.now() - begun),
        answer: storable(answer),
      });
      if (problemOf(url, allowPrivate) !== null) return ended(null, 'The address is not allowed.');
      try {
        const signal = AbortSignal.timeout(TIME_LIMIT_MS);
        const { origin, pathname, search } = new URL(url);
        const response = await agent.request({
          origin,
          path: pathname + search,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'checkout-events', ...headers },
          body,
          signal,
        });
        return ended(response.statusCode, await firstBytes(response.body));
      } catch (error) {
        return ended(null, reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** Whether the endpoint has taken the event. */
export function isTaken({ status }: Trying): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** What cannot be stored as text in PostgreSQL is left out. */
function storable(text: string): string {
  return text.replaceAll(/[\0\p{Surrogate}]/gu, '').slice(0, KEPT_BYTES);
}

async function firstBytes(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const late = setTimeout(() => body.destroy(), BODY_LIMIT_MS);
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= KEPT_BYTES) break;
    }
  } catch {
    // It ended early or lied about its length: what came is kept.
  } finally {
    clearTimeout(late);
    body.destroy();
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'No answer.';
  if (error.name === 'TimeoutError' || error.name.includes('Timeout'))
    return `No answer within ${TIME_LIMIT_MS / 1000} s.`;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `No answer${code}: ${error.message}`;
}
