import { z } from 'zod';
import type { Dialect } from '../control/types.ts';
import { countryCodes } from '../domain/countries.ts';
import { badRequest } from '../domain/refusal.ts';
import { asPercentage, consumerRate } from '../domain/tax.ts';
import type { Payments } from '../payments.ts';
import type { Endpoints } from '../webhooks/endpoints.ts';
import type { Call, Endpoint } from './endpoint.ts';

const number = (fallback: number, most: number) => z.coerce.number().int().min(1).max(most).default(fallback);
const pageQuery = (most: number) => z.object({ page: number(1, 1_000_000), limit: number(20, most) });
/** Of a `limit` that is cut to what the account allows. */
const anyLimit = 1_000_000;

function readPage(query: unknown, { largestPage, largerLimit }: Dialect): { page: number; limit: number } {
  const parsed = pageQuery(largerLimit === 'cut' ? anyLimit : largestPage).safeParse(query);
  if (parsed.success) return { ...parsed.data, limit: Math.min(parsed.data.limit, largestPage) };
  const limits = {
    page: 'page must be an integer number not less than 1',
    limit: `limit must be an integer number from 1 to ${largestPage}`,
  };
  throw badRequest(parsed.error.issues.map(({ path }) => (path[0] === 'page' ? limits.page : limits.limit)));
}

const taxQuery = z.object({
  country: z.string().refine((code) => countryCodes.has(code)),
  postalCode: z.string().optional(),
});

/** The body is inferred: the field has the name that it has on a payment. */
function taxRate({ query }: Call): { taxRateInPercentage: number } {
  const parsed = taxQuery.safeParse(query);
  if (!parsed.success) throw badRequest(['country must be a valid ISO31661 Alpha2 code']);
  return { taxRateInPercentage: asPercentage(consumerRate(parsed.data.country, parsed.data.postalCode)) };
}

const refundBody = z.object({ reason: z.string().max(1000).nullish() }).nullish();

function refund(payments: Payments, { tenant, id, body }: Call) {
  if (!refundBody.safeParse(body).success) throw badRequest(['reason must be a string']);
  return payments.refund(tenant, id);
}

/** The standard host: everything but creating a payment, which carries a card. */
export function standardEndpoints(payments: Payments, webhooks: Endpoints): readonly Endpoint[] {
  const update = ({ tenant, id, body }: Call) => payments.update(tenant, id, body);
  return [
    { method: 'GET', url: '/api/payment/tax-rate', operation: 'tax', run: taxRate },
    { method: 'GET', url: '/api/tax/rate', operation: 'tax', run: taxRate },
    {
      method: 'GET',
      url: '/api/payment',
      operation: 'list',
      run({ tenant, query }) {
        const { page, limit } = readPage(query, tenant.dialect);
        return payments.list(tenant, page, limit);
      },
    },
    {
      method: 'GET',
      url: '/api/payment/:id',
      operation: 'read',
      run: ({ tenant, id }) => payments.read(tenant, id),
    },
    {
      method: 'POST',
      url: '/api/server/payment/:id/confirm',
      operation: 'confirm',
      run: ({ tenant, id }) => payments.confirm(tenant, id),
    },
    { method: 'POST', url: '/api/server/payment/:id', operation: 'update', run: update },
    { method: 'PATCH', url: '/api/server/payment/:id', operation: 'update', run: update },
    {
      method: 'POST',
      url: '/api/payment/:id/refund',
      operation: 'refund',
      run: (call) => refund(payments, call),
    },
    {
      method: 'POST',
      url: '/api/webhook',
      operation: 'webhook',
      run: ({ tenant, body }) => webhooks.register(tenant, body),
    },
    { method: 'GET', url: '/api/webhook', operation: 'webhook', run: ({ tenant }) => webhooks.list(tenant) },
    {
      method: 'GET',
      url: '/api/webhook/:id',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.get(tenant, id),
    },
    {
      method: 'GET',
      url: '/api/webhook/:id/status',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.status(tenant, id),
    },
    {
      method: 'GET',
      url: '/api/webhook/:id/secret',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.secret(tenant, id),
    },
    {
      method: 'PATCH',
      url: '/api/webhook/:id',
      operation: 'webhook',
      run: ({ tenant, id, body }) => webhooks.setStatus(tenant, id, body),
    },
    {
      method: 'PATCH',
      url: '/api/webhook/:id/event-types',
      operation: 'webhook',
      run: ({ tenant, id, body }) => webhooks.setEventTypes(tenant, id, body),
    },
    {
      method: 'DELETE',
      url: '/api/webhook/:id',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.remove(tenant, id),
    },
  ];
}

/** The card host: creating a payment and nothing else. `publicUrl` is the standard host's URL for a browser. */
export function cardEndpoints(payments: Payments, publicUrl: () => string): readonly Endpoint[] {
  return [
    {
      method: 'POST',
      url: '/api/server/payment',
      operation: 'create',
      run({ tenant, body }) {
        const { initiated, sessionId } = payments.create(tenant, body);
        const { id, amountInCents, currency, status, customerEmail } = initiated;
        const threeDsSessionUrl = sessionId === null ? null : `${publicUrl()}/3ds/${sessionId}`;
        return { id, amountInCents, currency, status, customerEmail, threeDsSessionUrl };
      },
    },
  ];
}
