import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { advanceSchema, apiFaultSchema, webhookFaultSchema } from '../control/schemas.ts';
import { badRequest } from '../domain/refusal.ts';
import { pageCss } from '../page/page-css.ts';
import { pageScript } from '../page/page-script.ts';
import { peoplePage } from '../page/people-page.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Tenant } from '../store/tenant.ts';
import { chosenTenant } from './control.ts';
import { refuseCrossSite, sendPage } from './security.ts';

const pressed = z.object({ value: z.string() });
const numeric = new Set(['probability', 'count', 'delayMs', 'status', 'retryAfter']);

/** A form's fields as the control interface takes them: empty ones left out, numbers as numbers. */
function formFields(body: unknown): Record<string, unknown> {
  const fields = z.record(z.string(), z.string()).parse(body ?? {});
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  return Object.fromEntries(filled.map(([name, value]) => [name, numeric.has(name) ? Number(value) : value]));
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badRequest(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
}

/** Tells a page at most this often that something changed, however busy the API is. */
const quietMs = 300;

/** What each button of the page does. Each answers with the section to go back to. */
function actions({ store, dispatcher, reset }: Sandbox) {
  return new Map<string, (tenant: Tenant, body: unknown) => string | Promise<string>>([
    [
      'fault-on',
      (tenant, body) => {
        tenant.faults.add(checked(apiFaultSchema, formFields(body)));
        return 'faults';
      },
    ],
    [
      'fault-off',
      (tenant, body) => {
        tenant.faults.clear(checked(pressed, body).value);
        return 'faults';
      },
    ],
    [
      'webhook-fault-on',
      (tenant, body) => {
        tenant.webhookFaults.add(checked(webhookFaultSchema, formFields(body)));
        return 'faults';
      },
    ],
    [
      'webhook-fault-off',
      (tenant, body) => {
        tenant.webhookFaults.clear(checked(pressed, body).value);
        return 'faults';
      },
    ],
    [
      'redeliver',
      async (tenant, body) => {
        await dispatcher.redeliver(tenant, checked(pressed, body).value);
        return 'deliveries';
      },
    ],
    [
      'advance',
      (tenant, body) => {
        tenant.clock.advance(checked(advanceSchema, { ms: Number(checked(pressed, body).value) }).ms);
        store.saveClock(tenant);
        return 'clock';
      },
    ],
    [
      'reset',
      (tenant) => {
        reset(tenant, undefined);
        return 'payments';
      },
    ],
  ]);
}

/** The page for people at the root of the standard port, its files, its buttons and its stream of changes. */
export function mountPage(app: FastifyInstance, sandbox: Sandbox): void {
  const { store } = sandbox;
  app.get('/', (request, reply) => sendPage(reply, 200, peoplePage(sandbox, chosenTenant(sandbox, request))));
  app.get('/_sandbox/assets/page.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(pageCss),
  );
  app.get('/_sandbox/assets/page.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(pageScript),
  );

  const todo = actions(sandbox);
  app.post<{ Params: { action: string } }>(
    '/_sandbox/page/:action',
    { onRequest: refuseCrossSite },
    async (request, reply) => {
      const act = todo.get(request.params.action);
      if (act === undefined) return reply.callNotFound();
      const tenant = chosenTenant(sandbox, request);
      const section = await act(tenant, request.body);
      return reply.redirect(`/?tenant=${tenant.id}#${section}`, 303);
    },
  );

  app.get('/_sandbox/events', (request, reply) => {
    const { id } = chosenTenant(sandbox, request);
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write(': watching\n\n');
    let timer: NodeJS.Timeout | null = null;
    const stop = store.watch((tenantId) => {
      if (tenantId !== id || timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        reply.raw.write('data: changed\n\n');
      }, quietMs);
    });
    reply.raw.on('close', () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    });
  });
}
