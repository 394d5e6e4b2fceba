import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  advanceSchema,
  apiFaultSchema,
  challengeSchema,
  configureSchema,
  dashboardRefundSchema,
  resetSchema,
  seedPaymentSchema,
  webhookFaultSchema,
} from '../control/schemas.ts';
import type { ClockState } from '../control/types.ts';
import { readDialect } from '../domain/dialect-input.ts';
import { badRequest, notFound } from '../domain/refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Tenant } from '../store/tenant.ts';
import { testCards } from '../test-cards.ts';
import { isKey } from './endpoint.ts';

const keyed = z.object({ key: z.string().optional(), tenant: z.string().optional() });
const idParam = z.object({ id: z.string() });

/** By `X-Inflow-Api-Key`, else `?key=`, else `?tenant=` (used by the control page, which has no keys), else the default key. */
export function chosenTenant(sandbox: Sandbox, request: FastifyRequest): Tenant {
  const header = request.headers['x-inflow-api-key'];
  const query = keyed.safeParse(request.query).data ?? {};
  const key = typeof header === 'string' ? header : query.key;
  if (key !== undefined && !isKey(key)) throw badRequest('A key begins with inflow_');
  if (key !== undefined) return sandbox.store.forKey(key);
  const byId = query.tenant === undefined ? undefined : sandbox.store.byId(query.tenant);
  return byId ?? sandbox.store.forKey(sandbox.defaultKey);
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw badRequest(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'} ${message}`));
}

const clockState = ({ clock }: Tenant): ClockState => ({
  now: new Date(clock.now()).toISOString(),
  offsetMs: clock.offset(),
});

type Act = (tenant: Tenant, request: FastifyRequest) => unknown;

const idOf = (request: FastifyRequest): string => read(idParam, request.params).id;

/** The API by which tests and the control page steer the sandbox. Without a key: it listens on the user's own machine. */
export function mountControlApi(app: FastifyInstance, sandbox: Sandbox): void {
  const { payments, store, dispatcher, endpoints } = sandbox;
  const on = (method: 'GET' | 'POST' | 'DELETE', path: string, act: Act) =>
    app.route({
      method,
      url: `/_sandbox${path}`,
      handler: async (request, reply) =>
        reply.send((await act(chosenTenant(sandbox, request), request)) ?? { done: true }),
    });

  const clear = (tenant: Tenant, faults: { clear(id?: string): void }, id?: string) => {
    faults.clear(id);
    store.touch(tenant);
  };

  on('GET', '/test-cards', () => testCards);
  on('POST', '/reset', (tenant, { body }) => sandbox.reset(tenant, read(resetSchema, body)?.seed));

  on('GET', '/ledger', (tenant) => tenant.charges);
  on('GET', '/requests', (tenant) => tenant.requests);
  on('GET', '/payments', (tenant) => [...tenant.payments.values()].map(({ payment }) => payment));
  on('POST', '/payments', (tenant, { body }) => payments.seed(tenant, read(seedPaymentSchema, body)));
  on('POST', '/payments/:id/3ds', (tenant, request) => {
    const { answer } = read(challengeSchema, request.body);
    const id = idOf(request);
    if (payments.find(tenant, id).threeDs?.state !== 'open')
      throw badRequest('Payment has no open challenge');
    return payments.answerChallenge(tenant, id, answer === 'approve' ? 'approved' : 'declined').payment;
  });
  on('POST', '/payments/:id/refund', (tenant, request) =>
    payments.refundByHand(tenant, idOf(request), read(dashboardRefundSchema, request.body)?.amount),
  );
  on('POST', '/payments/:id/fail', (tenant, request) => payments.fail(tenant, idOf(request)));

  on('GET', '/dialect', (tenant) => tenant.dialect);
  on('POST', '/dialect', (tenant, { body }) => sandbox.changeDialect(tenant, readDialect(body)));

  on('GET', '/faults', (tenant) => tenant.faults.list());
  on('POST', '/faults', (tenant, { body }) => {
    const fault = tenant.faults.add(read(apiFaultSchema, body));
    store.touch(tenant);
    return fault;
  });
  on('DELETE', '/faults', (tenant) => clear(tenant, tenant.faults));
  on('DELETE', '/faults/:id', (tenant, request) => clear(tenant, tenant.faults, idOf(request)));

  on('GET', '/webhook-faults', (tenant) => tenant.webhookFaults.list());
  on('POST', '/webhook-faults', (tenant, { body }) => {
    const fault = tenant.webhookFaults.add(read(webhookFaultSchema, body));
    store.touch(tenant);
    return fault;
  });
  on('DELETE', '/webhook-faults', (tenant) => clear(tenant, tenant.webhookFaults));
  on('DELETE', '/webhook-faults/:id', (tenant, request) =>
    clear(tenant, tenant.webhookFaults, idOf(request)),
  );

  on('POST', '/webhooks', (tenant, { body }) => {
    const { url, secret, eventTypes } = read(configureSchema, body);
    return endpoints.configure(tenant, url, secret, eventTypes);
  });
  on('POST', '/webhooks/more', (tenant, { body }) => {
    const { url, secret, eventTypes } = read(configureSchema, body);
    return endpoints.add(tenant, url, secret, eventTypes);
  });
  on('GET', '/deliveries', (tenant) => [...tenant.deliveries.values()]);
  on('POST', '/deliveries/:id/redeliver', async (tenant, request) => {
    const id = idOf(request);
    if (!tenant.deliveries.has(id)) throw notFound('Delivery');
    await dispatcher.redeliver(tenant, id);
    return tenant.deliveries.get(id);
  });

  on('GET', '/clock', clockState);
  on('POST', '/clock', (tenant, { body }) => {
    tenant.clock.advance(read(advanceSchema, body).ms);
    store.saveClock(tenant);
    return clockState(tenant);
  });
}
