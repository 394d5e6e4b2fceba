import type { InflowErrorKind } from '@checkout/inflow/errors';
import type { Finding } from '@checkout/schemas/doctor';
import type { DatabaseFacts } from '../../db/database-facts.ts';
import { ageOf, findingsOf } from './finding.ts';
import { deliveryUrl, type Registered, type Registration } from './registration.ts';

type Facts = Pick<DatabaseFacts, 'lastDeliverySeconds' | 'hasPayments'> & {
  readonly registration: Registration;
  /** Of `INFLOW_WEBHOOK_SECRET`. */
  readonly secrets: readonly string[];
  readonly publicUrl: string;
  /** Whether Inflow would take the URL. */
  readonly canBeRegistered: boolean;
};

/** A whole day without one, while there are payments, is unusual enough to say so. */
const QUIET_S = 24 * 3_600;

/** What is to be said of the key, by what Inflow answers to it. */
export function keyFindings(registration: Registration): Finding[] {
  const { found, good, warning, bad } = findingsOf('keys');
  if (registration.kind === 'read') good('Inflow accepts INFLOW_API_KEY.');
  else {
    const { error } = registration;
    const refusal = REFUSALS[error.kind];
    const answer = error.httpStatus === null ? 'no response' : `HTTP ${error.httpStatus}`;
    if (refusal !== undefined) bad(...refusal);
    else
      warning(
        `INFLOW_API_KEY could not be tried (${answer}).`,
        'Look at INFLOW_API_BASE_URL, and try again.',
      );
  }
  return found;
}

const REFUSALS: Partial<Record<InflowErrorKind, [says: string, todo: string]>> = {
  authentication: [
    'Inflow refuses INFLOW_API_KEY.',
    'Set the key that is valid now; a rotation ends the old one at once.',
  ],
  marketplace: ["INFLOW_API_KEY is a marketplace's.", 'Use the key of the seller that sells here.'],
};

/**
 * What is to be said of the registration at Inflow against ours. Webhooks only make updates faster: what is missing is a warning, what
 * is there and does not work is bad.
 */
export function webhookFindings(facts: Facts): Finding[] {
  const { registration, secrets, publicUrl } = facts;
  const area = findingsOf('webhooks');
  if (secrets.length === 0)
    area.bad(
      'INFLOW_WEBHOOK_SECRET is not set: every webhook is answered with 503.',
      'Set it to the secret of the registration at Inflow.',
    );
  if (registration.kind === 'unread')
    area.warning(
      "Inflow's list of registered URLs could not be read.",
      'Look at the findings on the key, and try again.',
    );
  else if (registration.own.length > 0) for (const each of registration.own) sayOf(each, facts, area);
  else if (facts.canBeRegistered)
    area.warning(
      `${deliveryUrl(publicUrl)} is not registered at Inflow: changes are found by reading, minutes later.`,
      'doctor.repair registers it.',
      true,
    );
  else
    area.warning(
      `Inflow cannot reach ${deliveryUrl(publicUrl)}: it delivers to https alone.`,
      'Nothing here, or set PUBLIC_URL to an https address: changes are found by reading, minutes later.',
    );
  sayOfDeliveries(facts, area);
  return area.found;
}

type Area = ReturnType<typeof findingsOf>;

function sayOf(registered: Registered, { secrets }: Facts, { good, warning, bad }: Area): void {
  const { webhookUrl, status, failureReason, secret } = registered;
  const because = failureReason === null ? '' : `: ${failureReason}`;
  if (status === 'disabled')
    bad(
      `Inflow has disabled ${webhookUrl}${because}.`,
      'Remove the cause; doctor.repair enables it again.',
      true,
    );
  else if (failureReason !== null)
    warning(`Inflow says of ${webhookUrl}${because}.`, 'Remove the cause before Inflow disables it.');
  else good(`${webhookUrl} is registered at Inflow.`);
  if (secret === null)
    warning('Inflow does not say its secret, so it could not be compared.', 'Compare it by hand.');
  else if (secrets.includes(secret)) good('Its secret is ours.');
  else if (secrets.length > 0)
    bad(
      'Its secret is not ours: its webhooks are refused.',
      'Set INFLOW_WEBHOOK_SECRET to it; doctor.repair shows it.',
      true,
    );
}

function sayOfDeliveries(facts: Facts, { good, warning }: Area): void {
  const { lastDeliverySeconds: age, hasPayments } = facts;
  if (age !== null && age < QUIET_S) good(`The last one came ${ageOf(age)} ago.`);
  else if (hasPayments)
    warning(
      age === null ? 'None has ever come, and there are payments.' : `The last one came ${ageOf(age)} ago.`,
      'Inflow does not say which event types a URL gets: doctor.repair sets them. Else look at what stands between Inflow and the api.',
      facts.registration.kind === 'read' && facts.registration.own.length > 0,
    );
}
