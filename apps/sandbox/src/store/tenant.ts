import type { Clock } from '../clock.ts';
import type { ApiFault, Charge, RequestEntry, WebhookFault } from '../control/types.ts';
import type { CardToken } from '../domain/card.ts';
import type { Dialect } from '../domain/dialect.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import { createFaults, type Faults } from '../faults/faults.ts';
import type { Superseded } from '../list.ts';
import type { Delivery, WebhookEndpoint } from '../webhooks/types.ts';

/** Everything that belongs to one API key. Nothing is shared between two keys. */
export type Tenant = {
  readonly id: string;
  /** For display: never the whole key. */
  readonly label: string;
  readonly s2sEnabled: boolean;
  /** Its calls say on whose behalf they are. */
  readonly isMarketplace: boolean;
  readonly clock: Clock;
  readonly payments: Map<string, PaymentRecord>;
  /** Oldest first. */
  readonly order: string[];
  /** By lower-case e-mail address: the customer's last saved card. */
  readonly savedCards: Map<string, CardToken>;
  readonly charges: Charge[];
  readonly webhooks: Map<string, WebhookEndpoint>;
  readonly deliveries: Map<string, Delivery>;
  readonly requests: RequestEntry[];
  readonly faults: Faults<ApiFault>;
  readonly webhookFaults: Faults<WebhookFault>;
  /** Delivery attempts that have to end before the response to the request that caused them (`early` faults). */
  early: Promise<unknown>[];
  requestCount: number;
  dialect: Dialect;
  /** By payment, oldest first: what a late list still shows. */
  readonly superseded: Map<string, Superseded[]>;
};

export type TenantIdentity = Pick<Tenant, 'id' | 'label' | 's2sEnabled'> &
  // A state file of before there were marketplaces has no such field.
  Partial<Pick<Tenant, 'isMarketplace'>>;

/** What a tenant has at first, and again after a reset. */
export type TenantDefaults = {
  readonly seed: number;
  readonly dialect: Dialect;
  /** Milliseconds from real time to the clock's. */
  readonly clockOffset: number;
};

export const createTenant = (
  identity: TenantIdentity,
  clock: Clock,
  { seed, dialect }: Pick<TenantDefaults, 'seed' | 'dialect'>,
): Tenant => ({
  id: identity.id,
  label: identity.label,
  s2sEnabled: identity.s2sEnabled,
  isMarketplace: identity.isMarketplace ?? false,
  clock,
  payments: new Map(),
  order: [],
  savedCards: new Map(),
  charges: [],
  webhooks: new Map(),
  deliveries: new Map(),
  requests: [],
  faults: createFaults<ApiFault>('fault', seed),
  webhookFaults: createFaults<WebhookFault>('webhook_fault', seed),
  early: [],
  requestCount: 0,
  dialect,
  superseded: new Map(),
});
