import { found } from './app-error.ts';
import { complete, pay } from './attempt/pay.ts';
import type { Deps } from './deps.ts';
import { paymentsService } from './payment/payments-service.ts';
import type { Services } from './services.ts';
import { findSessionPrice } from './session/queries.ts';
import { createSession, priceItems, sessionsService } from './session/sessions-service.ts';
import { findSessionView } from './session/view.ts';
import { createTaxRates, isReverseCharged, quoteFor } from './tax/tax.ts';
import { watchSession } from './watch/watch-session.ts';

export function createServices(deps: Deps): Services {
  const taxRates = createTaxRates(deps.inflow, deps.now);
  return {
    catalog: { list: () => [...deps.catalog] },
    checkout: {
      create: ({ items, customerEmail }) =>
        createSession(deps, { ...priceItems(deps.catalog, items), customerEmail, createdBy: 'shopper' }),
      get: async (sessionId) => found(await findSessionView(deps.db, sessionId, deps.now())),
      async quote({ sessionId, ...basis }) {
        const { subtotal, currency } = found(await findSessionPrice(deps.db, sessionId));
        const rate = isReverseCharged(basis)
          ? 0
          : await taxRates.rate(basis.billingCountry, basis.postalCode);
        return quoteFor({ subtotal, currency, basis, rate });
      },
      pay: (input, client) => pay(deps, input, client),
      complete: (sessionId) => complete(deps, sessionId),
      watch: (input, signal) => watchSession(deps, input, signal),
    },
    sessions: sessionsService(deps),
    payments: paymentsService(deps),
    tax: {
      rate: async ({ country, postalCode }) => ({
        country,
        taxRateInPercentage: await taxRates.rate(country, postalCode),
      }),
    },
  };
}
