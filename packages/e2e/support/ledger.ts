import type { Charge, Control, RequestEntry } from '@checkout/sandbox/control';

type Judged = { readonly sandbox: Control };

/** What Inflow really charged for a session: the only source that these tests believe about money. */
export async function chargesOf({ sandbox }: Judged, sessionId: string): Promise<Charge[]> {
  const ledger = await sandbox.ledger();
  return ledger.filter(({ metadatas }) => metadatas?.checkoutSessionId === sessionId);
}

/** Every create that reached Inflow for a session. */
export async function createsOf({ sandbox }: Judged, sessionId: string): Promise<RequestEntry[]> {
  const requests = await sandbox.requests();
  return requests.filter(({ operation, body }) => operation === 'create' && isFor(sessionId, body));
}

/** Every payment that exists at Inflow for a session, charged or not. */
export async function paymentsOf({ sandbox }: Judged, sessionId: string) {
  const payments = await sandbox.payments.list();
  return payments.filter(({ metadatas }) => metadatas?.checkoutSessionId === sessionId);
}

function isFor(sessionId: string, body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('metadatas' in body)) return false;
  const { metadatas } = body;
  return (
    typeof metadatas === 'object' &&
    metadatas !== null &&
    'checkoutSessionId' in metadatas &&
    metadatas.checkoutSessionId === sessionId
  );
}
