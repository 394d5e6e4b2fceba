import { InflowError } from '@checkout/inflow/errors';
import type { Repaired } from '@checkout/schemas/doctor';
import { AppError } from '../../app-error.ts';
import { type Actor, recordDecision } from '../../db/audit.ts';
import type { Deps } from '../../deps.ts';
import { canBeRegistered, deliveryUrl, type Registrations, readRegistration } from './registration.ts';

/**
 * Which event types the api needs, the most first: names of both generations (inflow/README, "Webhooks"), then those of one, because
 * whether an account takes the names of the other is open.
 */
const TYPES = [
  ['payment_created', 'payment_status_updated', 'payment.authorized', 'payment.settled'],
  ['payment_created', 'payment_status_updated'],
  ['payment.authorized', 'payment.settled'],
];

/**
 * `doctor.repair`: registers our URL at Inflow, enables it, and sets its event types. The secret is returned where it is not ours: only
 * the environment can hold it. Other URLs are left alone.
 *
 * @throws AppError `PROVIDER_UNAVAILABLE` where Inflow cannot be reached or refuses; `doctor.check` says how it stands then.
 */
export async function repair(deps: Deps, actor: Actor): Promise<Repaired> {
  const { registrations } = deps.surroundings;
  try {
    const repaired = await repairRegistration(deps, registrations);
    if (repaired.done.length > 0) await recordDecision(deps.db, { actor, action: 'webhook.repaired' });
    return repaired;
  } catch (error) {
    if (!(error instanceof InflowError)) throw error;
    deps.log.warn({ err: error }, 'the registration at Inflow could not be repaired');
    throw new AppError('PROVIDER_UNAVAILABLE');
  }
}

async function repairRegistration(
  { settings: { publicUrl }, surroundings: { inflowUrl, webhookSecrets } }: Deps,
  inflow: Registrations,
): Promise<Repaired> {
  const registration = await readRegistration(inflow, publicUrl);
  if (registration.kind === 'unread') throw registration.error;
  const done: string[] = [];
  let secret: string | null = null;
  const isOurs = (each: string) => webhookSecrets().includes(each);
  if (registration.own.length === 0 && canBeRegistered(publicUrl, inflowUrl)) {
    const made = await inflow.registerWebhook(deliveryUrl(publicUrl));
    done.push(`Registered ${deliveryUrl(publicUrl)} at Inflow.`);
    if (!isOurs(made.secret)) secret = made.secret;
    done.push(...(await setTypes(inflow, made.webhookId)));
  }
  for (const each of registration.own) {
    if (each.status === 'disabled') {
      await inflow.setWebhookStatus(each.webhookId, 'enabled');
      done.push(`Enabled ${each.webhookUrl} at Inflow.`);
    }
    if (each.secret !== null && !isOurs(each.secret)) secret = each.secret;
    done.push(...(await setTypes(inflow, each.webhookId)));
  }
  if (secret !== null) done.push('Its secret is not ours yet: set INFLOW_WEBHOOK_SECRET to it.');
  return { done, secret };
}

async function setTypes(inflow: Registrations, webhookId: string): Promise<string[]> {
  for (const types of TYPES) {
    try {
      await inflow.setWebhookEventTypes(webhookId, types);
      return [`It gets ${types.join(', ')}.`];
    } catch (error) {
      if (!(error instanceof InflowError) || error.kind !== 'validation') throw error;
    }
  }
  return ['Inflow takes none of the known names of event types: look at its dashboard.'];
}
