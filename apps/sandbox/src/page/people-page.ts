import type { Sandbox } from '../sandbox.ts';
import type { Tenant } from '../store/tenant.ts';
import { html } from './html.ts';
import {
  cardsSection,
  clockSection,
  deliveriesSection,
  faultsSection,
  paymentsSection,
  requestsSection,
} from './sections.ts';

/** The page at the root, for people: what one tenant's state is, and the handles that change it. */
export function peoplePage({ store }: Sandbox, tenant: Tenant): string {
  const tenants = store
    .all()
    .map((other) =>
      other.id === tenant.id
        ? html`<a href="/?tenant=${other.id}" aria-current="page"><strong>${other.label}</strong></a>`
        : html`<a href="/?tenant=${other.id}">${other.label}</a>`,
    );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Inflow sandbox</title>
<link rel="stylesheet" href="/_sandbox/assets/page.css">
<script type="module" src="/_sandbox/assets/page.js"></script>
</head>
<body>
<a class="skip" href="#payments">Skip to payments</a>
<header><h1>Inflow sandbox</h1><nav aria-label="API keys">${tenants}</nav></header>
<main>
${paymentsSection(tenant)}
${deliveriesSection(tenant)}
${requestsSection(tenant)}
${faultsSection(tenant)}
${clockSection(tenant)}
${cardsSection()}
</main>
</body>
</html>
`.html;
}
