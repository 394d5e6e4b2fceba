import { buildConnector, Dispatcher, Pool } from 'undici';
import { describe, expect, it } from 'vitest';
import { startServer } from '../test/servers.ts';
import { type ExchangeRequest, exchange } from './exchange.ts';

const post: ExchangeRequest = {
  method: 'POST',
  path: '/api/server/payment',
  headers: {},
  body: Buffer.from('{}'),
  timeoutMs: 120_000,
  signal: undefined,
};

describe('a request that ended while it waited for its connection', () => {
  /** A pool whose connections come up only after `opened` is called. */
  function poolOpeningLate(url: string) {
    const late = Promise.withResolvers<void>();
    const connector = buildConnector({});
    const pool = new Pool(url, {
      connect: (options, callback) => void late.promise.then(() => connector(options, callback)),
    });
    return { pool, open: late.resolve };
  }

  it('because of its timeout, is not written afterwards', async () => {
    await using server = await startServer(() => ({ status: 201 }));
    const { pool, open } = poolOpeningLate(server.url);
    expect(await exchange(pool, server.url, { ...post, timeoutMs: 10 })).toMatchObject({
      end: 'timeout',
      sent: false,
    });
    open();
    await pool.close();
    expect(server.requests).toEqual([]);
  });

  it('because of its signal, is not written afterwards', async () => {
    const caller = new AbortController();
    await using server = await startServer(() => ({ status: 201 }));
    const { pool, open } = poolOpeningLate(server.url);
    const ended = exchange(pool, server.url, { ...post, signal: caller.signal });
    caller.abort();
    expect(await ended).toMatchObject({ end: 'aborted', sent: false });
    open();
    await pool.close();
    expect(server.requests).toEqual([]);
  });
});

describe('a request', () => {
  it('is aborted when the HTTP layer starts to write it a second time', async () => {
    const aborted: number[] = [];
    let stoppedAtOnce: number[] = [];
    const controllerOf = (nth: number): Dispatcher.DispatchController => ({
      aborted: false,
      paused: false,
      reason: null,
      abort: () => void aborted.push(nth),
      pause: () => undefined,
      resume: () => undefined,
    });
    class WritingTwice extends Dispatcher {
      override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
        handler.onRequestStart?.(controllerOf(1), {});
        handler.onRequestStart?.(controllerOf(2), {});
        stoppedAtOnce = [...aborted];
        handler.onResponseError?.(controllerOf(1), new Error('over'));
        return true;
      }
    }
    const done = await exchange(new WritingTwice(), 'http://127.0.0.1', post);
    expect(done).toMatchObject({ end: 'broken', sent: true });
    expect(stoppedAtOnce).toEqual([2]);
  });
});
