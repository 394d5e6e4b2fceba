import { found } from './app-error.ts';
import { complete, pay } from './checkout/pay.ts';
import { findSessionView } from './checkout/session-view.ts';
import { createTaxRates, isReverseCharged, quoteFor } from './checkout/tax.ts';
import { watchSession } from './checkout/watch.ts';
import { findSessionPrice } from './db/sessions.ts';
import type { Deps } from './deps.ts';
import { paymentsService } from './service/payments.ts';
import { createSession, priceItems, sessionsService } from './service/sessions.ts';
import type { Services } from './services.ts';

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
