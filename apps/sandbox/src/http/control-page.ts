import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { advanceSchema, apiFaultSchema, webhookFaultSchema } from '../control/schemas.ts';
import { readDialect } from '../domain/dialect-input.ts';
import { badRequest } from '../domain/refusal.ts';
import { controlPage, controlPageCss, controlPageScript } from '../pages/control-page.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Tenant } from '../store/tenant.ts';
import { chosenTenant } from './control-api.ts';
import { sendPage } from './security.ts';

const buttonForm = z.object({ value: z.string() });
const numeric = new Set(['probability', 'count', 'delayMs', 'status', 'retryAfter']);

/** A form's fields as the control API takes them: empty ones left out, numbers as numbers. */
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

/** At most one change message to a page in this time, however many requests the API serves. */
const changeIntervalMs = 300;

/** What each button of the page does. Each returns the id of the section that the browser is redirected to. */
function actions({ store, dispatcher, reset, changeDialect }: Sandbox) {
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
        tenant.faults.clear(checked(buttonForm, body).value);
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
        tenant.webhookFaults.clear(checked(buttonForm, body).value);
        return 'faults';
      },
    ],
    [
      'dialect',
      (tenant, body) => {
        changeDialect(tenant, readDialect(formFields(body)));
        return 'dialect';
      },
    ],
    [
      'redeliver',
      async (tenant, body) => {
        await dispatcher.redeliver(tenant, checked(buttonForm, body).value);
        return 'deliveries';
      },
    ],
    [
      'advance',
      (tenant, body) => {
        tenant.clock.advance(checked(advanceSchema, { ms: Number(checked(buttonForm, body).value) }).ms);
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

/** The control page at the root of the standard port: its HTML, CSS and script, its forms and its stream of changes. */
export function mountControlPage(app: FastifyInstance, sandbox: Sandbox): void {
  const { store } = sandbox;
  app.get('/', (request, reply) => {
    // Before all tenants are listed: the first request with a key is what makes its tenant.
    const tenant = chosenTenant(sandbox, request);
    return sendPage(reply, 200, controlPage(store.all(), tenant));
  });
  app.get('/_sandbox/assets/control-page.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(controlPageCss),
  );
  app.get('/_sandbox/assets/control-page.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(controlPageScript),
  );

  const actionsByName = actions(sandbox);
  app.post<{ Params: { action: string } }>('/_sandbox/page/:action', async (request, reply) => {
    const act = actionsByName.get(request.params.action);
    if (act === undefined) return reply.callNotFound();
    const tenant = chosenTenant(sandbox, request);
    const section = await act(tenant, request.body);
    return reply.redirect(`/?tenant=${tenant.id}#${section}`, 303);
  });

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
      }, changeIntervalMs);
    });
    reply.raw.on('close', () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    });
  });
}
