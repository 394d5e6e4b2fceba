import { setTimeout as pause } from 'node:timers/promises';
import { CheckoutError } from './checkout-error.ts';
import type { CheckoutClient } from './client.ts';
import type { CheckoutEvent } from './event.ts';

/** All that it needs of a client, so that one with other procedures fits too. */
type Events = Pick<CheckoutClient, 'events'>;
type Asked = Parameters<CheckoutClient['events']['watch']['subscribe']>[0];

export interface WatchEventsOptions extends Pick<Asked, 'types' | 'sessionId'> {
  /** The cursor of the last event that was worked off; without it, from the first event on. */
  readonly after?: string | null | undefined;
  /** Ends the watch. */
  readonly signal?: AbortSignal | undefined;
}

export interface WatchedEvent {
  readonly event: CheckoutEvent;
  /** Keep it once the event is worked off: a watch goes on behind it. */
  readonly cursor: string;
}

/** A slow reader takes no more than this from the connection, which is then made again behind what it has read. */
const READ_AHEAD = 500;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * All events behind a cursor, in order and without gaps, and each further one as it happens. Lost connections, restarts and a checkout that
 * is away for a time are waited for. It ends when the signal is aborted.
 *
 * @throws CheckoutError where waiting does not help: a wrong token, a missing scope, an invalid filter
 */
export async function* watchEvents(
  client: Events,
  { after = null, signal, ...filter }: WatchEventsOptions = {},
): AsyncGenerator<WatchedEvent, void, void> {
  let cursor = after;
  let failures = 0;
  while (signal?.aborted !== true) {
    let wait = 0;
    try {
      const before = cursor;
      for await (const watched of connection(client, { ...filter, after: cursor }, signal)) {
        failures = 0;
        cursor = watched.cursor;
        yield watched;
      }
      if (cursor === before) wait = FIRST_PAUSE_MS;
    } catch (error) {
      if (!(error instanceof CheckoutError) || !mayPass(error)) throw error;
      wait = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      if (error.retryAfter !== null) wait = Math.max(wait, error.retryAfter * 1000);
      failures += 1;
    }
    if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** No response, an overloaded or a stopping checkout. */
function mayPass({ httpStatus }: CheckoutError): boolean {
  return httpStatus === null || httpStatus === 429 || httpStatus >= 500;
}

/** One subscription, to its end, or until it is too far ahead of its reader. */
async function* connection(
  client: Events,
  input: Asked,
  signal: AbortSignal | undefined,
): AsyncGenerator<WatchedEvent, void, void> {
  const ahead: WatchedEvent[] = [];
  let failure: Error | null = null;
  let isOver = false;
  let wake = () => {};
  const end = () => {
    isOver = true;
    wake();
  };
  const subscription = client.events.watch.subscribe(input, {
    onData({ id, data }) {
      if (isOver) return;
      ahead.push({ cursor: id, event: data });
      if (ahead.length >= READ_AHEAD) {
        subscription.unsubscribe();
        end();
      } else wake();
    },
    onError(error) {
      failure = error;
      end();
    },
    onComplete: end,
  });
  signal?.addEventListener('abort', end);
  try {
    while (signal?.aborted !== true) {
      const next = ahead.shift();
      if (next !== undefined) yield next;
      else if (isOver) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    if (failure !== null && signal?.aborted !== true) throw failure;
  } finally {
    signal?.removeEventListener('abort', end);
    subscription.unsubscribe();
  }
}
