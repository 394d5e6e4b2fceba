import { InflowError } from '@checkout/inflow/errors';
import type { WebhookEndpoint } from '@checkout/inflow/wire-webhooks';
import type { Surroundings } from '../../deps.ts';
import { isLoopback } from '../../loopback.ts';

/** What is called at Inflow. */
export type Registrations = Surroundings['registrations'];

/** One registered URL that is ours. `secret`: null where Inflow does not say it. */
export type Registered = WebhookEndpoint & { readonly secret: string | null };

/** What Inflow has registered, or why that cannot be read. */
export type Registration =
  | { readonly kind: 'read'; readonly own: readonly Registered[]; readonly others: number }
  | { readonly kind: 'unread'; readonly error: InflowError };

/** Of one call; a doctor that waits for minutes is asked twice. */
const CALL = { timeoutMs: 5_000 };

/** The URL at which the api takes Inflow's webhooks. */
export const deliveryUrl = (publicUrl: string) => `${publicUrl}/webhooks/inflow`;

/** Reads it from Inflow, and changes nothing. */
export async function readRegistration(inflow: Registrations, publicUrl: string): Promise<Registration> {
  try {
    const { webhooks } = await inflow.listWebhooks(CALL);
    const own = webhooks.filter(({ webhookUrl }) => isSame(webhookUrl, deliveryUrl(publicUrl)));
    return {
      kind: 'read',
      own: await Promise.all(own.map((each) => readOne(inflow, each))),
      others: webhooks.length - own.length,
    };
  } catch (error) {
    if (error instanceof InflowError) return { kind: 'unread', error };
    throw error;
  }
}

/** The list documents neither status nor reason; a key may be allowed less than all of it. */
async function readOne(inflow: Registrations, listed: WebhookEndpoint): Promise<Registered> {
  const { webhookId } = listed;
  const [status, secret] = await Promise.allSettled([
    inflow.webhookStatus(webhookId, CALL),
    inflow.webhookSecret(webhookId, CALL),
  ]);
  return {
    ...(status.status === 'fulfilled' ? status.value : listed),
    webhookUrl: listed.webhookUrl,
    secret: secret.status === 'fulfilled' ? secret.value.secret : null,
  };
}

/** Any name and port of this machine is the same place: the sandbox's registration may name another than the page. */
function isSame(url: string | null, own: string): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const [a, b] = [new URL(url), new URL(own)];
  if (isLoopback(a.hostname) && isLoopback(b.hostname)) return a.pathname === b.pathname;
  return a.href === b.href;
}

/** Inflow delivers to https alone; its sandbox in this repository also to http on this machine. */
export function canBeRegistered(publicUrl: string, inflowUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || (isLoopback(hostname) && isLoopback(new URL(inflowUrl).hostname));
}
