import { z } from 'zod';
import { badRequest } from '../domain/refusal.ts';
import { createdBody } from '../domain/shown.ts';
import type { Payments } from '../payments.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { noSuchRoute } from './no-such-route.ts';

const whatDecidesTheHost = z
  .object({ card: z.unknown().optional(), useCustomerPaymentMethod: z.unknown().optional() })
  .catch({});

/**
 * Documented: a raw card goes to the card host only, and a create without one is served by both. Which host takes a saved
 * card is open (`savedCardHost`).
 *
 * @throws Refusal before anything else looks at the body.
 */
function checkHost({ tenant, host, method, url, body }: Call): void {
  const { card, useCustomerPaymentMethod } = whatDecidesTheHost.parse(body);
  if (host === 'api' && card !== undefined && card !== null)
    throw badRequest(['card must not be sent to this host']);
  const { savedCardHost, otherHost } = tenant.dialect;
  const savedCardGoesTo = savedCardHost === 'card' ? 'card' : 'api';
  if (useCustomerPaymentMethod !== true || host === savedCardGoesTo) return;
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
