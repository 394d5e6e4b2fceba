import { apiFaultKinds, operations, webhookFaultKinds } from '../control/types.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import type { Tenant } from '../store/tenant.ts';
import { testCards } from '../test-cards.ts';
import type { Delivery } from '../webhooks/types.ts';
import { type Html, html } from './html.ts';

/** Enough to look at; everything is in the control interface. */
const shown = 50;

const newest = <T>(all: readonly T[]): T[] => all.slice(-shown).reverse();
const json = (value: unknown): string => JSON.stringify(value, null, 2);
const time = (iso: string): Html =>
  html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
const options = (values: readonly string[]): Html[] => values.map((value) => html`<option>${value}</option>`);

const action = (tenant: Tenant, name: string, fields: Html): Html =>
  html`<form method="post" action="/_sandbox/page/${name}?tenant=${tenant.id}">${fields}</form>`;

const press = (tenant: Tenant, name: string, value: string, text: string): Html =>
  action(tenant, name, html`<button id="${name}-${value}" name="value" value="${value}">${text}</button>`);

const amount = ({ payment }: PaymentRecord): string =>
  `${((payment.amountTaxesIncluded ?? payment.amountInCents) / 100).toFixed(2)} ${payment.currency}`;

function paymentRow(record: PaymentRecord): Html {
  const { payment, card, threeDs } = record;
  const steps = payment.timeline.map(({ status, timestamp }) => html`<li>${time(timestamp)} ${status}</li>`);
  const challenge =
    threeDs?.state === 'open'
      ? html`<p><a href="/3ds/${threeDs.sessionId}">Open the bank’s page</a></p>`
      : html``;
  return html`<details id="p-${payment.id}"><summary><code>${payment.id}</code> <strong>${payment.status}</strong>
<span>${amount(record)}</span> <span>${payment.customerEmail}</span>
<span class="soft">${card?.brand} …${card?.last4} ${payment.lastDepositAttempt?.error}</span></summary>
<ol>${steps}</ol>${challenge}<pre tabindex="0">${json(payment)}</pre></details>`;
}

export function paymentsSection(tenant: Tenant): Html {
  const records = newest(tenant.order).flatMap((id) => tenant.payments.get(id) ?? []);
  return html`<section id="payments" data-live><h2>Payments (${tenant.order.length})</h2>${
    records.length === 0 ? html`<p class="soft">None yet. Create one on the card host.</p>` : html``
  }${records.map((record) => paymentRow(record))}</section>`;
}

function deliveryRow(tenant: Tenant, delivery: Delivery): Html {
  const tries = delivery.attempts.map(
    ({ at, status, error, headers }) =>
      html`<li>${time(at)} <strong>${status ?? error}</strong><pre tabindex="0">${json(headers)}</pre></li>`,
  );
  const tone = { delivered: 'good', failed: 'bad', dropped: 'bad', pending: 'soft' }[delivery.status];
  return html`<details id="d-${delivery.id}"><summary>${time(delivery.createdAt)}
<span>${delivery.eventTypes.join(', ')}</span> <strong class="${tone}">${delivery.status}</strong>
<code>${delivery.paymentId}</code> <span class="soft">${delivery.fault}</span></summary>
<p>To <code>${delivery.url}</code></p><ol>${tries}</ol>
${press(tenant, 'redeliver', delivery.id, 'Redeliver')}<pre tabindex="0">${json(JSON.parse(delivery.body))}</pre></details>`;
}

export function deliveriesSection(tenant: Tenant): Html {
  const deliveries = newest([...tenant.deliveries.values()]);
  const hooks = [...tenant.webhooks.values()].map(
    ({ webhookUrl, status, failureReason }) =>
      html`<li><code>${webhookUrl}</code> ${status} ${failureReason}</li>`,
  );
  return html`<section id="deliveries" data-live><h2>Webhook deliveries (${tenant.deliveries.size})</h2>
<ul>${hooks}</ul>${deliveries.map((delivery) => deliveryRow(tenant, delivery))}</section>`;
}

export function requestsSection(tenant: Tenant): Html {
  const rows = newest(tenant.requests).map(
    ({ id, at, host, method, path, status, fault, body }) =>
      html`<details id="r-${id}"><summary>${time(at)} <span>${host}</span> <code>${method} ${path}</code>
<strong class="${status !== null && status < 400 ? 'good' : 'bad'}">${status ?? 'no answer'}</strong>
<span class="soft">${fault}</span></summary><pre tabindex="0">${json(body)}</pre></details>`,
  );
  return html`<section id="requests" data-live><h2>Requests (${tenant.requestCount})</h2>${rows}</section>`;
}

const describe = (fault: object): string =>
  Object.entries(fault)
    .filter(([name, value]) => name !== 'id' && value !== undefined && value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

export function faultsSection(tenant: Tenant): Html {
  const active = [
    ...tenant.faults
      .list()
      .map(
        (fault) => html`<li>${describe(fault)} ${press(tenant, 'fault-off', fault.id, 'Switch off')}</li>`,
      ),
    ...tenant.webhookFaults
      .list()
      .map(
        (fault) =>
          html`<li>webhook: ${describe(fault)} ${press(tenant, 'webhook-fault-off', fault.id, 'Switch off')}</li>`,
      ),
  ];
  const limits = html`<label>Probability<input name="probability" inputmode="decimal" placeholder="1"></label>
<label>Times<input name="count" inputmode="numeric" placeholder="no end"></label>
<label>Delay in ms<input name="delayMs" inputmode="numeric"></label>`;
  return html`<section id="faults" data-live><h2>Faults</h2><ul>${active}</ul>
${action(
  tenant,
  'fault-on',
  html`<label>Operation<select name="operation">${options(['any', ...operations])}</select></label>
<label>Fault<select name="kind">${options(apiFaultKinds)}</select></label>
<label>Status<input name="status" inputmode="numeric" placeholder="503"></label>${limits}
<button id="fault-on">Switch on</button>`,
)}
${action(
  tenant,
  'webhook-fault-on',
  html`<label>Webhook fault<select name="kind">${options(webhookFaultKinds)}</select></label>${limits}
<button id="webhook-fault-on">Switch on</button>`,
)}</section>`;
}

export function clockSection(tenant: Tenant): Html {
  const { clock } = tenant;
  const skips = [
    ['60000', '1 minute'],
    ['3600000', '1 hour'],
    ['86400000', '1 day'],
  ] as const;
  return html`<section id="clock" data-live><h2>Clock</h2>
<p>Now ${time(new Date(Math.floor(clock.now() / 1000) * 1000).toISOString())} UTC, ${Math.round(clock.offset() / 1000)} s ahead of real time.</p>
${skips.map(([ms, text]) => press(tenant, 'advance', ms, `Advance ${text}`))}
${press(tenant, 'reset', 'all', 'Forget everything')}</section>`;
}

export function cardsSection(): Html {
  const rows = testCards.map(
    ({ number, brand, outcome, source }) =>
      html`<tr><td class="mono">${number}</td><td>${brand}</td><td>${outcome}</td><td class="soft">${source}</td></tr>`,
  );
  return html`<section id="cards"><h2>Test cards</h2><p>Any future expiry, any CVC of the right length.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Test cards"><table>
<thead><tr><th scope="col">Number</th><th scope="col">Brand</th><th scope="col">Outcome</th><th scope="col">Source</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}
