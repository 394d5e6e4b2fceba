import type { Attempt } from './store.ts';

/** Our keys in a payment's metadata. By them a payment is ours, and is recognised where its rows were lost. */
export const INSTALLATION_KEY = 'checkoutInstallation';
export const SESSION_KEY = 'checkoutSessionId';
export const ATTEMPT_KEY = 'checkoutAttemptId';
export const IDEMPOTENCY_KEY = 'checkoutIdempotencyKey';
/** Of `payments.create`: the owner of the idempotency key, `service:<name>`. */
export const SERVICE_KEY = 'checkoutService';

const OURS: ReadonlySet<string> = new Set([
  INSTALLATION_KEY,
  SESSION_KEY,
  ATTEMPT_KEY,
  SERVICE_KEY,
  IDEMPOTENCY_KEY,
]);

/** The merchant's own metadata, without what only we may say. */
export function merchantMetadata<Value>(metadatas: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(metadatas).filter(([key]) => !OURS.has(key)));
}

type Named = { readonly metadatas: Readonly<Record<string, unknown>> };

/** Whether it says that another installation on the same account made it. Payments of earlier versions say nothing. */
export function namesAnother({ metadatas }: Named, installationId: string): boolean {
  return (metadatas[INSTALLATION_KEY] ?? installationId) !== installationId;
}

/** Of another installation on the same account, or of no installation at all. */
export function isForeign({ metadatas }: Named, installationId: string): boolean {
  const installation = metadatas[INSTALLATION_KEY];
  // Payments of earlier versions do not name the installation.
  if (installation === undefined) return !(ATTEMPT_KEY in metadatas || SESSION_KEY in metadatas);
  return installation !== installationId;
}

/** What is sent with an attempt's payment: enough to rebuild the attempt from it. */
export function metadataFor(
  { id, sessionId, owner, key }: Pick<Attempt, 'id' | 'sessionId' | 'owner' | 'key'>,
  of: { readonly installationId: string; readonly metadatas: Readonly<Record<string, string>> },
): Record<string, string> {
  return {
    ...merchantMetadata(of.metadatas),
    [INSTALLATION_KEY]: of.installationId,
    [ATTEMPT_KEY]: id,
    [IDEMPOTENCY_KEY]: key,
    ...(sessionId === null ? { [SERVICE_KEY]: owner } : { [SESSION_KEY]: sessionId }),
  };
}
