import type { Payments } from '../payments.ts';
import type { Endpoint } from './endpoint.ts';

/** The card host serves this one call and nothing else. `publicUrl` is what a browser sees of the standard host. */
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
