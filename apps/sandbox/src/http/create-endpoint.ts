import { z } from 'zod';
import { badRequest } from '../domain/refusal.ts';
import { createdBody } from '../domain/shown.ts';
import type { Payments } from '../payments.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { noSuchRoute } from './no-such-route.ts';

const withSavedCard = z.object({ useCustomerPaymentMethod: z.literal(true) });

/** Documented: a create without a card is served by both hosts. Which of them takes a saved card is open. */
function checkHost({ tenant, host, method, url, body }: Call): void {
  const { savedCardHost, otherHost } = tenant.dialect;
  const savedCardGoesTo = savedCardHost === 'card' ? 'card' : 'api';
  if (host === savedCardGoesTo || !withSavedCard.safeParse(body).success) return;
  if (otherHost === '404') throw noSuchRoute(method, url);
  throw badRequest(['useCustomerPaymentMethod must not be sent to this host']);
}

/** Create, on both hosts. `publicUrl` is the standard host's URL for a browser. */
export const createEndpoint = (payments: Payments, publicUrl: () => string): Endpoint => ({
  method: 'POST',
  url: '/api/server/payment',
  operation: 'create',
  run(call) {
    checkHost(call);
    const { initiated, sessionId } = payments.create(call.tenant, call.body);
    return createdBody(initiated, sessionId === null ? null : `${publicUrl()}/3ds/${sessionId}`);
  },
});
