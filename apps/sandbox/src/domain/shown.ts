import type { Dialect } from './dialect.ts';
import type { Payment } from './payment.ts';

const asString = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

function metadatasOf({ metadatas }: Payment, { metadata }: Dialect): Payment['metadatas'] {
  if (metadatas === null || metadata !== 'strings') return metadatas;
  return Object.fromEntries(Object.entries(metadatas).map(([name, value]) => [name, asString(value)]));
}

/** A payment as the account's API shows it. */
export const shownPayment = (payment: Payment, dialect: Dialect): Payment => ({
  ...payment,
  metadatas: metadatasOf(payment, dialect),
});

/** The same in the payment list. */
export function listedPayment(payment: Payment, dialect: Dialect): Partial<Payment> {
  if (dialect.metadata !== 'absent_in_list') return shownPayment(payment, dialect);
  const { metadatas: _, ...listed } = payment;
  return listed;
}

const inLowerCase = <T extends { readonly status: string }>(entry: T) => ({
  ...entry,
  status: entry.status.toLowerCase(),
});

/** The same inside a webhook. */
export function deliveredPayment(payment: Payment, dialect: Dialect): object {
  const shown = shownPayment(payment, dialect);
  if (dialect.eventStatus === 'as_read') return shown;
  return { ...inLowerCase(shown), timeline: shown.timeline.map(inLowerCase) };
}

/** The documented response of create: these six fields. */
export const createdBody = (payment: Payment, threeDsSessionUrl: string | null) => ({
  id: payment.id,
  amountInCents: payment.amountInCents,
  currency: payment.currency,
  status: payment.status,
  customerEmail: payment.customerEmail,
  threeDsSessionUrl,
});

/** The response of a confirm; undefined: it has no body. A payment that can be confirmed has no open challenge. */
export function confirmedBody(payment: Payment, dialect: Dialect): object | undefined {
  switch (dialect.confirmBody) {
    case 'whole':
      return shownPayment(payment, dialect);
    case 'partial': {
      const {
        metadatas: _,
        products: _products,
        taxCountry: _country,
        amountTaxesIncluded: _amount,
        taxRateInPercentage: _rate,
        ...part
      } = payment;
      return part;
    }
    case 'created':
      return createdBody(payment, null);
    case 'empty':
      return undefined;
  }
}
