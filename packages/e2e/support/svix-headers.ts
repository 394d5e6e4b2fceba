import { createHmac } from 'node:crypto';

export type Signing = {
  /** The bytes of the secret, as `whsec_` holds them in base64. */
  readonly key: string | Uint8Array;
  readonly id: string;
  readonly body: string;
};

/** What Inflow sends with a delivery, signed as Svix does (inflow/README, "Webhooks"), now. */
export function svixHeaders({ key, id, body }: Signing): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
}

export function keyOf(secret: string): Uint8Array {
  return Buffer.from(secret.slice('whsec_'.length), 'base64');
}
