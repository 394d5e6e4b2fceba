import { createHmac } from 'node:crypto';

export type Signed = { readonly id: string; readonly timestamp: number; readonly body: string };

/**
 * Svix's signature: HMAC-SHA256 over `{id}.{timestamp in seconds}.{raw body}` with the decoded part of the
 * secret after `whsec_`. Held to Svix's published vector.
 */
export function sign(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
