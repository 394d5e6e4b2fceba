import { InflowError } from '@checkout/inflow/errors';
import { createWebhookVerifier, parseWebhookBody } from '@checkout/inflow/webhook';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { createWebhookInbox } from '../db/webhook-intake.ts';
import { createBoundedLog } from '../log.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { errorBody } from './error-body.ts';

const LARGEST_BODY = 1024 * 1024;

export type WebhookDeps = {
  readonly db: Database;
  readonly secrets: () => readonly string[];
  readonly now: () => Date;
  readonly log: Logger;
  readonly registry: Registry;
  readonly tracing: Tracing;
  /** Called after each commit of deliveries. */
  readonly onKept: () => void;
};

/**
 * `POST /webhooks/inflow`. Verified on the raw bytes before anything is parsed, committed before it is acknowledged.
 * Without a configured secret it answers 503, so that Svix delivers again later.
 */
export async function providerWebhooks(
  app: FastifyInstance,
  { db, secrets, now, log, registry, tracing, onKept }: WebhookDeps,
): Promise<void> {
  const inbox = createWebhookInbox(db, onKept);
  const verifierOf = latest(createWebhookVerifier);
  const refused = new Counter({
    name: 'checkout_refused_deliveries_total',
    help: 'Webhook deliveries that were not accepted on this node since its start, by reason.',
    labelNames: ['reason'],
    registers: [registry],
  });
  // Anyone can send one. Each reason has its own line, so that a flood of one does not hide another.
  const refusalLogs = new Map<string, ReturnType<typeof createBoundedLog>>();
  const logRefused = (reason: string, requestId: string) => {
    const line = refusalLogs.get(reason) ?? createBoundedLog(log, 'refused a webhook delivery');
    refusalLogs.set(reason, line);
    line({ reason, requestId });
  };
  // In this scope every body stays a buffer, of any content type.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) =>
    done(null, body),
  );

  // Inflow checks with HEAD that the URL exists before it registers it (inflow/README, "Webhooks").
  app.head('/webhooks/inflow', async (_request, reply) => reply.code(200).send());

  app.post('/webhooks/inflow', async (request, reply) => {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = verifierOf(secrets())({ rawBody, headers: signatureIn(request.headers), now: now() });
    if (!verdict.ok) {
      refused.inc({ reason: verdict.reason });
      logRefused(verdict.reason, request.id);
      return verdict.reason === 'not_configured'
        ? reply.code(503).send(errorBody('UNAVAILABLE', request.id))
        : reply.code(401).send(errorBody('UNAUTHORIZED', request.id));
    }
    try {
      const { events, unreadable } = parseWebhookBody(rawBody);
      if (unreadable > 0)
        log.warn({ svixId: verdict.id, unreadable }, 'a webhook delivery holds unreadable events');
      // Inflow's own trace, if it had one, is none of ours.
      await tracing.span(
        'webhook.receive',
        { kind: 'server', attributes: { 'checkout.request': request.id } },
        () =>
          inbox.receive({
            svixId: verdict.id,
            sentAt: verdict.timestamp,
            events,
            traceParent: tracing.current(),
          }),
      );
    } catch (error) {
      if (!(error instanceof InflowError)) throw error;
      log.warn({ svixId: verdict.id }, 'a signed webhook delivery is not a batch of events');
      return reply.code(400).send(errorBody('INVALID_INPUT', request.id));
    }
    return reply.code(204).send();
  });
}

/** Makes something once for each argument in turn. */
function latest<Argument extends object, Made>(make: (from: Argument) => Made) {
  let last: { readonly from: Argument; readonly made: Made } | undefined;
  return (from: Argument): Made => {
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}

/**
 * Svix sends the same three headers as `svix-` or, unbranded, as `webhook-` (Standard Webhooks). One family is read as a whole: parts of both
 * are no delivery.
 */
function signatureIn(headers: NodeJS.Dict<string | string[]>) {
  const one = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const family = (prefix: string) => ({
    id: one(`${prefix}-id`),
    timestamp: one(`${prefix}-timestamp`),
    signature: one(`${prefix}-signature`),
  });
  const branded = family('svix');
  return Object.values(branded).some((value) => value !== undefined) ? branded : family('webhook');
}
