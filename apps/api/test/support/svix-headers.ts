import { createHmac } from 'node:crypto';

export type Signing = { readonly secret: string; readonly id?: string; readonly at?: Date };

/** What Inflow sends with a delivery, signed as Svix does (inflow/README, "Webhooks"). */
export function svixHeaders(
  body: string | Uint8Array,
  { secret, id = 'msg_1', at = new Date() }: Signing,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
}
