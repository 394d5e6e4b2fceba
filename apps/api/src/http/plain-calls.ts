import { type AnyRouter, getTRPCErrorFromUnknown, getTRPCErrorShape, type TRPCError } from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../trpc/context.ts';
import { retryAfter } from '../trpc/errors.ts';

export type PlainCallsOptions = {
  readonly router: AnyRouter;
  readonly createContext: (request: FastifyRequest) => Context;
  readonly onError: (failed: { error: TRPCError; path: string; ctx: Context }) => void;
};

type Procedure = (call: {
  path: string;
  getRawInput: () => Promise<unknown>;
  ctx: Context;
  type: 'query' | 'mutation';
  signal: undefined;
  batchIndex: number;
}) => Promise<unknown>;

type Found = { readonly type: 'query' | 'mutation'; readonly run: Procedure };

/**
 * Answers calls of the usual form (one procedure, JSON, no stream) as tRPC's own adapter does, to the byte, without a
 * `Request`, a `Response` and two streams in between. Without it a paid session takes half as much CPU again: measured on
 * 2026-11-26, 2.32 times the hand-written floor through the adapter, 1.54 times through here, so that it saves a third.
 * Other calls (a batch, a subscription, a wrong method, another content type, a body that is not JSON) are left to the
 * adapter, whose route this hook stands before. ADR 11; `test/plain-calls.test.ts` compares the two.
 */
export function addPlainCalls(scope: FastifyInstance, options: PlainCallsOptions): void {
  const procedures = proceduresOf(options.router);
  const config = options.router._def._config;

  scope.addHook<{ Params: { path?: string } }>('preHandler', async (request, reply) => {
    const path = request.params.path ?? '';
    const procedure = procedures.get(path);
    const input = procedure && inputOf(request, procedure.type);
    if (procedure === undefined || input === undefined) return;

    const { type, run } = procedure;
    const ctx = options.createContext(request);
    const getRawInput = async () => input.value;
    try {
      const data = await run({ path, getRawInput, ctx, type, signal: undefined, batchIndex: 0 });
      return send(reply, 200, { result: { data } });
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      options.onError({ error, path, ctx });
      const answer = { error: getTRPCErrorShape({ config, ctx, error, input: input.value, path, type }) };
      return send(reply.headers(retryAfter([error])), getHTTPStatusCode(answer), answer);
    }
  });
}

/** Bytes, because Fastify adds a charset to text, which the adapter does not send. */
function send(reply: FastifyReply, status: number, answer: object): FastifyReply {
  return reply
    .code(status)
    .headers({ vary: 'trpc-accept, accept', 'content-type': 'application/json' })
    .send(Buffer.from(JSON.stringify(answer)));
}

/** The input of a call of the usual form; undefined for any other, and for all that the adapter has to refuse. */
function inputOf(request: FastifyRequest, type: Found['type']): { readonly value: unknown } | undefined {
  const { headers, body } = request;
  const { url } = request.raw;
  if (url === undefined || !hasPlainHeaders(headers)) return undefined;
  const [, query] = /^[^?#]*(?:\?([^#]*))?$/.exec(url) ?? [];
  if (request.method === 'POST') {
    if (query !== undefined || typeof body !== 'string') return undefined;
    return headers['content-type'] === 'application/json' ? parsed(body) : undefined;
  }
  if (type === 'mutation' || request.method !== 'GET' || headers['content-type'] !== undefined)
    return undefined;
  if (query === undefined) return { value: undefined };
  const parameters = new URLSearchParams(query);
  const text = parameters.get('input');
  return parameters.size === 1 && text ? parsed(text) : undefined;
}

/** The adapter reads `trpc-accept` and `accept` for streams, and makes a URL of `host`, which can fail. */
function hasPlainHeaders(headers: FastifyRequest['headers']): boolean {
  return (
    headers['trpc-accept'] === undefined &&
    headers.accept?.includes('jsonl') !== true &&
    /^[\w.-]+(:\d{1,5})?$/.test(headers.host ?? '')
  );
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A map, so that a name such as `__proto__` finds nothing. */
function proceduresOf(router: AnyRouter): ReadonlyMap<string, Found> {
  const all: [string, Procedure & { _def: { type: string } }][] = Object.entries(router._def.procedures);
  return new Map(
    all.flatMap(([name, run]) => {
      const { type } = run._def;
      return type === 'query' || type === 'mutation' ? [[name, { type, run }] as const] : [];
    }),
  );
}
