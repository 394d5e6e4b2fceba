import { createHash } from 'node:crypto';
import { createClock } from '../clock.ts';
import type { Charge, Delivery } from '../control/types.ts';
import type { CardToken } from '../domain/card.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import { keepForLateList } from '../list.ts';
import type { WebhookEndpoint } from '../webhooks/types.ts';
import { type Journal, type JournalEntry, journalHead } from './journal.ts';
import { createTenant, type Tenant, type TenantDefaults, type TenantIdentity } from './tenant.ts';

const keptDeliveries = 2000;

/** The only writer of state: every change goes to memory, to the journal and to the watchers. */
export type Store = ReturnType<typeof createStore>;

const identify = (key: string): TenantIdentity => ({
  // A hash, so that neither the journal nor the page contains a key: it may be a real one.
  id: createHash('sha256').update(key).digest('hex').slice(0, 16),
  label: `${key.slice(0, 12)}…${key.length >= 16 ? key.slice(-4) : ''}`,
  s2sEnabled: !key.startsWith('inflow_no_s2s'),
  isMarketplace: key.startsWith('inflow_marketplace'),
});

export function createStore(journal: Journal, defaults: TenantDefaults) {
  const tenants = new Map<string, Tenant>();
  const idsByKey = new Map<string, string>();
  const sessions = new Map<string, { tenantId: string; paymentId: string }>();
  const watchers = new Set<(tenantId: string) => void>();
  /** The offset of the tenants for which a journal has no clock of their own. */
  let skippedByAll = 0;
  const newTenant = (identity: TenantIdentity, offset = 0): Tenant =>
    createTenant(identity, createClock({ offset }), defaults);

  const put = (tenant: Tenant, record: PaymentRecord) => {
    const { id } = record.payment;
    if (!tenant.payments.has(id)) tenant.order.push(id);
    tenant.payments.set(id, record);
    if (record.threeDs !== null)
      sessions.set(record.threeDs.sessionId, { tenantId: tenant.id, paymentId: id });
  };
  const putDelivery = (tenant: Tenant, delivery: Delivery) => {
    tenant.deliveries.set(delivery.id, delivery);
    if (tenant.deliveries.size <= keptDeliveries) return;
    const oldest = tenant.deliveries.keys().next().value;
    if (oldest !== undefined) tenant.deliveries.delete(oldest);
  };
  const forgetSessions = (tenant: Tenant) => {
    for (const record of tenant.payments.values()) {
      if (record.threeDs !== null) sessions.delete(record.threeDs.sessionId);
    }
  };
  const touch = (tenant: Tenant) => {
    for (const watcher of watchers) watcher(tenant.id);
  };
  const write = (tenant: Tenant, entry: JournalEntry) => {
    // A delivery may end after a reset: its result belongs to state that is gone.
    if (tenants.get(tenant.id) !== tenant) return;
    journal.append(entry);
    touch(tenant);
  };
  const writeClock = (tenant: Tenant): void =>
    write(tenant, { kind: 'clock', id: tenant.id, offset: tenant.clock.offset() });
  const tenantOf = (id: string): Tenant => {
    const tenant = tenants.get(id);
    if (tenant === undefined) throw new Error(`The journal names an unknown tenant ${id}`);
    return tenant;
  };

  const replay = (entry: JournalEntry): void => {
    switch (entry.kind) {
      case 'clock': {
        if (entry.id === undefined) skippedByAll = entry.offset;
        const moved = entry.id === undefined ? tenants.values() : [tenantOf(entry.id)];
        for (const { clock } of moved) clock.advance(entry.offset - clock.offset());
        return;
      }
      case 'tenant':
        tenants.set(entry.tenant.id, newTenant(entry.tenant, skippedByAll));
        return;
      case 'reset':
        forgetSessions(tenantOf(entry.id));
        tenants.set(entry.id, newTenant(tenantOf(entry.id)));
        return;
      case 'payment':
        put(tenantOf(entry.id), entry.record);
        return;
      case 'charge':
        tenantOf(entry.id).charges[entry.index] = entry.charge;
        return;
      case 'saved_card':
        tenantOf(entry.id).savedCards.set(entry.email, entry.card);
        return;
      case 'webhook':
        tenantOf(entry.id).webhooks.set(entry.webhook.webhookId, entry.webhook);
        return;
      case 'webhook_gone':
        tenantOf(entry.id).webhooks.delete(entry.webhookId);
        return;
      case 'delivery':
        putDelivery(tenantOf(entry.id), entry.delivery);
    }
  };

  function* snapshot(): Generator<JournalEntry> {
    yield journalHead;
    for (const { id, label, s2sEnabled, isMarketplace, ...state } of tenants.values()) {
      yield { kind: 'tenant', tenant: { id, label, s2sEnabled, isMarketplace } };
      yield { kind: 'clock', id, offset: state.clock.offset() };
      for (const record of state.payments.values()) yield { kind: 'payment', id, record };
      for (const [index, charge] of state.charges.entries()) yield { kind: 'charge', id, index, charge };
      for (const [email, card] of state.savedCards) yield { kind: 'saved_card', id, email, card };
      for (const webhook of state.webhooks.values()) yield { kind: 'webhook', id, webhook };
      for (const delivery of state.deliveries.values()) yield { kind: 'delivery', id, delivery };
    }
  }

  return {
    /** Replays a journal, then rewrites it in its shortest form. */
    restore(entries: Iterable<JournalEntry>): void {
      for (const entry of entries) replay(entry);
      skippedByAll = 0;
      journal.rewrite(snapshot());
    },
    forKey(key: string): Tenant {
      const knownId = idsByKey.get(key);
      const known = knownId === undefined ? undefined : tenants.get(knownId);
      if (known !== undefined) return known;
      const identity = identify(key);
      idsByKey.set(key, identity.id);
      const existing = tenants.get(identity.id);
      if (existing !== undefined) return existing;
      const tenant = newTenant(identity, defaults.clockOffset);
      tenants.set(tenant.id, tenant);
      write(tenant, { kind: 'tenant', tenant: identity });
      writeClock(tenant);
      return tenant;
    },
    byId: (id: string): Tenant | undefined => tenants.get(id),
    all: (): Tenant[] => [...tenants.values()],
    /** Whether this object is still its key's state: a reset replaces it, and timers of the old one must do nothing. */
    isCurrent: (tenant: Tenant): boolean => tenants.get(tenant.id) === tenant,
    reset(tenant: Tenant, seed = defaults.seed): Tenant {
      const clock = createClock({ offset: defaults.clockOffset });
      const fresh = createTenant(tenant, clock, { ...defaults, seed });
      forgetSessions(tenant);
      tenant.clock.close();
      tenants.set(tenant.id, fresh);
      write(fresh, { kind: 'reset', id: tenant.id });
      writeClock(fresh);
      return fresh;
    },
    savePayment(tenant: Tenant, record: PaymentRecord): void {
      const before = tenant.payments.get(record.payment.id);
      if (before !== undefined) keepForLateList(tenant, before.payment);
      put(tenant, record);
      write(tenant, { kind: 'payment', id: tenant.id, record });
    },
    saveCharge(tenant: Tenant, charge: Charge, index = tenant.charges.length): void {
      tenant.charges[index] = charge;
      write(tenant, { kind: 'charge', id: tenant.id, index, charge });
    },
    saveCard(tenant: Tenant, email: string, card: CardToken): void {
      tenant.savedCards.set(email, card);
      write(tenant, { kind: 'saved_card', id: tenant.id, email, card });
    },
    saveWebhook(tenant: Tenant, webhook: WebhookEndpoint): void {
      tenant.webhooks.set(webhook.webhookId, webhook);
      write(tenant, { kind: 'webhook', id: tenant.id, webhook });
    },
    removeWebhook(tenant: Tenant, webhookId: string): void {
      tenant.webhooks.delete(webhookId);
      write(tenant, { kind: 'webhook_gone', id: tenant.id, webhookId });
    },
    saveDelivery(tenant: Tenant, delivery: Delivery): void {
      putDelivery(tenant, delivery);
      write(tenant, { kind: 'delivery', id: tenant.id, delivery });
    },
    saveClock: writeClock,
    findSession: (sessionId: string) => sessions.get(sessionId),
    /** Calls the watcher after every change. Returns a function that ends it. */
    watch(watcher: (tenantId: string) => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    touch,
    close(): void {
      for (const { clock } of tenants.values()) clock.close();
    },
  };
}
