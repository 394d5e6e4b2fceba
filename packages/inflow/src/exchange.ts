import type { Dispatcher } from 'undici';

/** Every documented body is under 1 KiB, so a larger response is not Inflow's; a page of a list may be (`maxBytes`). */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

export type ExchangeRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Covers everything: waiting for a connection, connecting, sending, headers and the whole body. */
  timeoutMs: number;
  /** Largest response body instead of `MAX_RESPONSE_BYTES`. */
  maxBytes?: number | undefined;
  signal: AbortSignal | undefined;
};

export type Exchange =
  | { end: 'complete'; status: number; retryAfter: string | undefined; body: Buffer }
  | {
      end: 'timeout' | 'aborted' | 'too_large' | 'broken';
      status: number | null;
      retryAfter: string | undefined;
      /** Whether the request may have reached the host. */
      sent: boolean;
      code: string | null;
    };

/**
 * One request, written at most once, and its complete response. Never rejects.
 *
 * It uses undici's `dispatch` and not `request`, because only a dispatch handler is called before the first byte is
 * written, and that call separates "certainly not charged" from "perhaps charged". A request that ended before it is
 * never written afterwards.
 */
export function exchange(
  dispatcher: Dispatcher,
  origin: string,
  request: ExchangeRequest,
): Promise<Exchange> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null;
    let finished = false;
    let sent = false;
    let status: number | null = null;
    let retryAfter: string | undefined;
    let size = 0;
    const chunks: Buffer[] = [];

    const finish = (result: Exchange) => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const fail = (end: 'timeout' | 'aborted' | 'too_large' | 'broken', code: string | null) => {
      finish({ end, status, retryAfter, sent, code });
      controller?.abort(new Error('the exchange has ended'));
    };
    const onAbort = () => fail('aborted', null);
    const timer = setTimeout(() => fail('timeout', null), request.timeoutMs);

    if (request.signal?.aborted) return onAbort();
    request.signal?.addEventListener('abort', onAbort, { once: true });

    dispatcher.dispatch(
      {
        origin,
        path: request.path,
        method: request.method,
        headers: request.headers,
        body: request.body,
        // Our own timer covers both, to the millisecond.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          // With `sent` already true undici would be writing the request a second time. It does not do that without
          // pipelining; if it ever did, a payment must not be created twice.
          if (finished || sent) return started.abort(new Error('the exchange has ended'));
          controller = started;
          sent = true;
        },
        onResponseStart(_controller, statusCode, headers) {
          if (statusCode < 200) return;
          status = statusCode;
          const header = headers['retry-after'];
          retryAfter = Array.isArray(header) ? header[0] : header;
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > (request.maxBytes ?? MAX_RESPONSE_BYTES)) return fail('too_large', null);
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (status === null) return fail('broken', null);
          finish({ end: 'complete', status, retryAfter, body: Buffer.concat(chunks) });
        },
        onResponseError(_controller, error) {
          fail('broken', safeCode(error));
        },
      },
    );
  });
}

/**
 * The only thing taken from an error of the network layer, whose message and properties can hold the request: its
 * code, or its class name when there is none (undici's parser).
 */
function safeCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(code) ? code : null;
}
