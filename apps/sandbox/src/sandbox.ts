import type { Dialect } from './domain/dialect.ts';
import type { StageTimes } from './domain/transitions.ts';
import { createPayments, type Payments } from './payments.ts';
import type { Random } from './random.ts';
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
  configure();
  for (const tenant of store.all()) {
    payments.resume(tenant);
    dispatcher.resume(tenant);
  }

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
    changeDialect(tenant, changes) {
      tenant.dialect = { ...tenant.dialect, ...changes };
      payments.scheduleEnds(tenant);
      store.touch(tenant);
      return tenant.dialect;
    },
    close() {
      dispatcher.close();
    },
  };
}
