import fc from 'fast-check';
import * as z from 'zod';
import { appRouter } from '../../src/trpc/router.ts';
import { svixHeaders } from '../support/svix-headers.ts';
import { arbitraryOf, type JsonSchema, type Known } from './arbitrary-of.ts';

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
};

export type Input =
  | ({ readonly kind: 'request' } & Request)
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

export type Secrets = { readonly serviceToken: string; readonly webhookSecret: string };

type Definition = { _def: { type: string; inputs: z.core.$ZodType[] } };

/** What can come to the port: every procedure, the webhook, the pages, and bytes that are no request at all. */
export function inputs(known: Known, secrets: Secrets): fc.Arbitrary<Input> {
  const flat: Record<string, unknown> = appRouter._def.procedures;
  const procedures = Object.entries(flat) as [string, Definition][];
  const calls = procedures.map(([name, definition]) => callOf(name, definition, { known, secrets }));
  const request = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...calls) },
    { weight: 2, arbitrary: batchOf(procedures.map(([name]) => name)) },
    { weight: 2, arbitrary: webhook(secrets.webhookSecret) },
    { weight: 3, arbitrary: page },
  );
  return fc.oneof(
    { weight: 19, arbitrary: request.map((each): Input => ({ kind: 'request', ...each })) },
    { weight: 1, arbitrary: bytes.map((each): Input => ({ kind: 'bytes', bytes: Buffer.from(each) })) },
  );
}

const JSON_TYPE = 'application/json';
const types = fc.oneof(
  { weight: 30, arbitrary: fc.constant(JSON_TYPE) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'multipart/form-data; boundary=b',
      'application/octet-stream',
      'x',
      '',
    ),
  },
);

function callOf(
  name: string,
  { _def }: Definition,
  { known, secrets }: { known: Known; secrets: Secrets },
): fc.Arbitrary<Request> {
  const schemas = _def.inputs.map((schema) => schemaOf(schema));
  const merged = fc
    .tuple(...schemas.map((schema) => arbitraryOf(schema, known)))
    .map((parts) =>
      parts.length === 1 ? parts[0] : Object.assign({}, ...parts.filter((part) => typeof part === 'object')),
    );
  const usual = _def.type === 'mutation' ? 'POST' : 'GET';
  const methods = fc.oneof(
    { weight: 40, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE') },
  );
  const tokens = fc.constantFrom(secrets.serviceToken, secrets.serviceToken, 'wrong', '\u007f');
  return fc
    .record({ method: methods, input: merged, type: types, token: tokens, cut: cuts })
    .map((chosen) => {
      const json = cutBy(chosen.cut, JSON.stringify(chosen.input) ?? '');
      const inBody = chosen.method !== 'GET' && chosen.method !== 'HEAD';
      const query = inBody ? '' : `?input=${encodeURIComponent(json.toWellFormed())}`;
      return {
        method: chosen.method,
        path: `/trpc/${name}${query}`,
        headers: {
          ...(inBody ? { 'content-type': chosen.type } : {}),
          authorization: `Bearer ${chosen.token.replace(/[^\x21-\x7e]/g, '')}`,
        },
        body: inBody ? Buffer.from(json) : null,
      };
    });
}

function schemaOf(schema: z.core.$ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** Where a text is cut off or broken; null mostly. */
const cuts = fc.option(fc.nat(500), { freq: 15, nil: null });
const cutBy = (cut: number | null, json: string) =>
  cut === null ? json : json.slice(0, cut % (json.length + 1));

function batchOf(names: readonly string[]): fc.Arbitrary<Request> {
  const list = fc.array(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 20 })), { maxLength: 8 });
  return fc
    .record({ list, get: fc.boolean(), input: fc.jsonValue({ maxDepth: 3 }) })
    .map(({ list, get, input }) => {
      const path = `/trpc/${list.map((name) => encodeURIComponent(name.toWellFormed())).join(',')}?batch=1`;
      const json = JSON.stringify(input);
      return get
        ? {
            method: 'GET',
            path: `${path}&input=${encodeURIComponent(json.toWellFormed())}`,
            headers: {},
            body: null,
          }
        : { method: 'POST', path, headers: { 'content-type': JSON_TYPE }, body: Buffer.from(json) };
    });
}

function webhook(secret: string): fc.Arbitrary<Request> {
  const event = fc.record(
    {
      eventType: fc.oneof(
        fc.constantFrom('payment_status_updated', 'connect.payment'),
        fc.string({ unit: 'binary' }),
      ),
      payload: fc.oneof(
        fc.record({
          id: fc.string({ unit: 'binary' }),
          status: fc.jsonValue(),
          amountInCents: fc.jsonValue(),
        }),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    fc
      .record({ data: fc.array(fc.oneof(event, fc.jsonValue()), { maxLength: 4 }) })
      .map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  return fc
    .record({
      body,
      id: fc.uuid(),
      skew: fc.constantFrom(0, 0, 0, 400, -400),
      signed: fc.constantFrom(true, true, false),
    })
    .map(({ body: text, id, skew, signed }) => {
      const bytes = Buffer.from(text);
      const at = new Date(Date.now() + skew * 1000);
      const genuine = svixHeaders(bytes, { secret, id: `msg_${id}`, at });
      return {
        method: 'POST',
        path: '/webhooks/inflow',
        headers: {
          'content-type': JSON_TYPE,
          ...genuine,
          ...(signed ? {} : { 'svix-signature': 'v1,AAAA' }),
        },
        body: bytes,
      };
    });
}

/** Paths of the pages, in every encoding, with headers that a static server listens to. */
const page: fc.Arbitrary<Request> = fc
  .record({
    method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'PROPFIND'),
    parts: fc.array(
      fc.oneof(
        fc.constantFrom(
          '..',
          '.',
          '%2e%2e',
          '%2f',
          '%00',
          '%',
          '%c0%ae',
          'assets',
          'checkout',
          'index.html',
          '',
          '\\',
          '%5c',
        ),
        fc.webSegment(),
        fc.string({ maxLength: 30 }).map((text) => encodeURIComponent(text.toWellFormed())),
      ),
      { maxLength: 6 },
    ),
    query: fc.oneof(fc.constant(''), fc.webQueryParameters()),
    headers: fc.constantFrom<Record<string, string>>(
      {},
      { range: 'bytes=0-10' },
      { range: 'bytes=99999999-' },
      { range: 'bytes=5-1,0-0' },
      { 'if-none-match': '*' },
      { 'if-modified-since': 'yesterday' },
      { 'accept-encoding': 'br, gzip;q=0, *' },
      { host: 'evil.example', 'x-forwarded-for': "1.1.1.1, '" },
      { expect: '100-continue' },
    ),
  })
  .map(({ method, parts, query, headers }) => ({
    method,
    path: `/${parts.join('/')}${query === '' ? '' : `?${query}`}`,
    headers,
    body: method === 'POST' ? Buffer.from('x') : null,
  }));

const requestText =
  'POST /trpc/checkout.pay HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"sessionId":"cs_1"}';
const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .record({ at: fc.nat(requestText.length), put: fc.uint8Array({ maxLength: 20 }), skip: fc.nat(20) })
    .map(({ at, put, skip }) =>
      Buffer.concat([Buffer.from(requestText.slice(0, at)), put, Buffer.from(requestText.slice(at + skip))]),
    ),
  fc.constantFrom(
    Buffer.from(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
    Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz'),
    Buffer.from(
      'POST /trpc/checkout.pay HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n',
    ),
    Buffer.from('GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n'),
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  ),
);
