import Mustache from 'mustache';
import { apiFaultKinds, operations, webhookFaultKinds } from '../control/types.ts';
import { type Dialect, defaultDialect, dialectEntries } from '../domain/dialect.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import { waitsForCard } from '../domain/transitions.ts';
import type { Tenant } from '../store/tenant.ts';
import { testCards } from '../test-cards.ts';
import type { Delivery } from '../webhooks/types.ts';
import { pageFile } from './page-file.ts';

const template = pageFile('control-page.html');
const partials = { time: '<time datetime="{{iso}}">{{time}}</time>' };

export const controlPageCss = pageFile('control-page.css');
export const controlPageScript = pageFile('control-page.js');

/** Rows of each list. The control API has all of them. */
const shownRows = 50;

const newestFirst = <T>(all: readonly T[]): T[] => all.slice(-shownRows).reverse();
const json = (value: unknown): string => JSON.stringify(value, null, 2);
/** What the `time` partial needs: the ISO date for the attribute, and `2026-01-31 09:30:00` for reading. */
const timeFields = (iso: string) => ({ iso, time: iso.slice(0, 19).replace('T', ' ') });

const paymentRow = (record: PaymentRecord) => {
  const { payment, card, threeDs } = record;
  return {
    id: payment.id,
    status: payment.status,
    amount: `${((payment.amountTaxesIncluded ?? payment.amountInCents) / 100).toFixed(2)} ${payment.currency}`,
    customerEmail: payment.customerEmail,
    card: card === null ? null : `${card.brand} …${card.last4}`,
    error: payment.lastDepositAttempt?.error ?? null,
    timeline: payment.timeline.map(({ status, timestamp }) => ({ ...timeFields(timestamp), status })),
    cardForm: waitsForCard(record) ? payment.id : null,
    openChallenge: threeDs?.state === 'open' ? threeDs.sessionId : null,
    json: json(payment),
  };
};

const deliveryClasses = { delivered: 'good', failed: 'bad', dropped: 'bad', pending: 'soft' };

const deliveryRow = (delivery: Delivery) => ({
  ...timeFields(delivery.createdAt),
  id: delivery.id,
  eventTypes: delivery.eventTypes.join(', '),
  status: delivery.status,
  statusClass: deliveryClasses[delivery.status],
  paymentId: delivery.paymentId,
  fault: delivery.fault,
  url: delivery.url,
  attempts: delivery.attempts.map(({ at, status, error, headers }) => ({
    ...timeFields(at),
    result: status ?? error,
    headers: json(headers),
  })),
  json: json(JSON.parse(delivery.body)),
});

const requestRow = ({ id, at, host, method, path, status, fault, body }: Tenant['requests'][number]) => ({
  ...timeFields(at),
  id,
  host,
  method,
  path,
  statusClass: status !== null && status < 400 ? 'good' : 'bad',
  result: status ?? 'no response',
  fault,
  json: json(body),
});

const switchRow = ([name, each]: (typeof dialectEntries)[number], dialect: Dialect) => {
  const isNumber = !('answers' in each);
  const value = dialect[name];
  return {
    name,
    value,
    isNumber,
    least: isNumber ? each.least : null,
    most: isNumber ? each.most : null,
    answers: isNumber ? [] : each.answers.map((answer) => ({ answer, selected: answer === value })),
    usual: defaultDialect[name],
    differs: value !== defaultDialect[name],
    mark: value === defaultDialect[name] ? '' : 'differs',
    // Written for Markdown.
    does: each.does.replaceAll('`', ''),
  };
};

const faultRow = (fault: { readonly id: string }) => ({
  id: fault.id,
  description: Object.entries(fault)
    .filter(([name, value]) => name !== 'id' && value !== undefined && value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(', '),
});

/**
 * HTML of the page at the root: one tenant's state, and the forms that change it. `control-page.html` is a Mustache
 * template, which escapes every value. A field that a row leaves out would be looked up in the rows around it, so
 * each row has all of its fields.
 */
export function controlPage(tenants: readonly Tenant[], tenant: Tenant): string {
  const { clock } = tenant;
  const switches = dialectEntries.map((entry) => switchRow(entry, tenant.dialect));
  const view = {
    tenantId: tenant.id,
    tenants: tenants.map(({ id, label }) => ({
      id,
      label,
      isCurrent: id === tenant.id,
    })),
    paymentCount: tenant.order.length,
    payments: newestFirst(tenant.order).flatMap((id) => {
      const record = tenant.payments.get(id);
      return record === undefined ? [] : [paymentRow(record)];
    }),
    webhooks: [...tenant.webhooks.values()],
    deliveryCount: tenant.deliveries.size,
    deliveries: newestFirst([...tenant.deliveries.values()]).map(deliveryRow),
    requestCount: tenant.requestCount,
    requests: newestFirst(tenant.requests).map(requestRow),
    faults: tenant.faults.list().map(faultRow),
    webhookFaults: tenant.webhookFaults.list().map(faultRow),
    switches,
    switchCount: switches.length,
    differingCount: switches.filter(({ differs }) => differs).length,
    operations: ['any', ...operations],
    apiFaultKinds,
    webhookFaultKinds,
    clock: {
      ...timeFields(new Date(Math.floor(clock.now() / 1000) * 1000).toISOString()),
      secondsAhead: Math.round(clock.offset() / 1000),
    },
    testCards,
  };
  return Mustache.render(template, view, partials);
}
