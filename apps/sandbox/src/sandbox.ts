import type { Dialect } from './domain/dialect.ts';
import type { StageTimes } from './domain/transitions.ts';
import { createPayments, type Payments } from './payments.ts';
import type { Random } from './random.ts';
import type { SeedState } from './seed-file.ts';
import type { Store } from './store/store.ts';
import type { Tenant } from './store/tenant.ts';
import { createDispatcher, type Dispatcher } from './webhooks/dispatcher.ts';
import { createEndpoints, type Endpoints } from './webhooks/endpoints.ts';

export type ConfiguredWebhook = { readonly url: string; readonly secret: string };

export type SandboxDeps = {
  readonly random: Random;
  readonly store: Store;
  readonly fetch: typeof globalThis.fetch;
  readonly times: StageTimes;
  /** Selects the tenant of control calls without a key, and the one that `webhook` belongs to. */
  readonly defaultKey: string;
  readonly webhook: ConfiguredWebhook | undefined;
  readonly webhookTimeoutMs: number;
  /** Of the account of `defaultKey`. */
  readonly seed: SeedState | undefined;
};

export type Sandbox = {
  readonly store: Store;
  readonly payments: Payments;
  readonly endpoints: Endpoints;
  readonly dispatcher: Dispatcher;
  readonly defaultKey: string;
  reset(tenant: Tenant, seed: number | undefined): void;
  /** What is left out stays as it is. */
  changeDialect(tenant: Tenant, changes: Partial<Dialect>): Dialect;
  close(): void;
};

/** Wires the parts together and resumes what a restored store left unfinished. */
export function buildSandbox(deps: SandboxDeps): Sandbox {
  const { random, store, fetch, times, defaultKey } = deps;
  const dispatcher = createDispatcher({ random, store, fetch, timeoutMs: deps.webhookTimeoutMs });
  const endpoints = createEndpoints({ random, store, fetch, timeoutMs: deps.webhookTimeoutMs });
  const payments = createPayments({ random, store, times, publish: dispatcher.publish });

  const configure = () => {
    if (deps.webhook === undefined) return;
    endpoints.configure(store.forKey(defaultKey), deps.webhook.url, deps.webhook.secret);
  };
  const changeDialect = (tenant: Tenant, changes: Partial<Dialect>): Dialect => {
    tenant.dialect = { ...tenant.dialect, ...changes };
    payments.scheduleEnds(tenant);
    store.touch(tenant);
    return tenant.dialect;
  };

  /** What a state file stores is added to an account without payments only: a restart must not add it again. */
  const applySeed = (tenant: Tenant, seed: SeedState) => {
    changeDialect(tenant, seed.dialect);
    for (const fault of seed.faults) tenant.faults.add(fault);
    if (tenant.payments.size > 0) return;
    for (const payment of seed.payments) payments.seed(tenant, payment);
    const known = new Set([...tenant.webhooks.values()].map(({ webhookUrl }) => webhookUrl));
    for (const { url, secret, eventTypes } of seed.webhooks)
      if (!known.has(url)) endpoints.add(tenant, url, secret, eventTypes);
  };

  for (const tenant of store.all()) payments.resume(tenant);
  // Before the webhook is configured: what was there at the start is not announced.
  if (deps.seed !== undefined) applySeed(store.forKey(defaultKey), deps.seed);
  configure();
  for (const tenant of store.all()) dispatcher.resume(tenant);

  return {
    store,
    payments,
    endpoints,
    dispatcher,
    defaultKey,
    reset(tenant, seed) {
      store.reset(tenant, seed);
      if (tenant.id === store.forKey(defaultKey).id) configure();
    },
    changeDialect,
    close() {
      dispatcher.close();
    },
  };
}
