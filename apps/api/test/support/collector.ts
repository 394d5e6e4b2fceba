import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const attributesSchema = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .default([]);

const linkSchema = z.object({ traceId: z.string(), spanId: z.string() });

const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.number(),
              attributes: attributesSchema,
              events: z.array(z.object({ name: z.string(), attributes: attributesSchema })).default([]),
              links: z.array(linkSchema).default([]),
              status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Exported = z.output<typeof exportSchema>;
type Span = Exported['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

/** A span as a collector receives it, and which node it came from. */
export type ReceivedSpan = Span & { readonly node: string };

/** Takes OTLP over HTTP, as JSON (opentelemetry-proto, "OTLP/HTTP"). */
export async function startCollector() {
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url === '/v1/traces') {
      bodies.push(body);
      spans.push(...exportSchema.parse(JSON.parse(body)).resourceSpans.flatMap(spansOf));
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** What was sent, to the letter. */
    bodies: bodies as readonly string[],
    spans: spans as readonly ReceivedSpan[],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spansOf({ resource, scopeSpans }: Exported['resourceSpans'][number]): ReceivedSpan[] {
  const instance = resource.attributes.find(({ key }) => key === 'service.instance.id');
  const node = String(instance?.value.stringValue);
  return scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, node })));
}
