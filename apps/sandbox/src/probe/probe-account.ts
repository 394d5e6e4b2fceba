import { z } from 'zod';
import { type Account, type AccountOptions, openAccount, type Reply } from './account.ts';
import { type Finding, found, notObserved } from './findings.ts';
import { card, createBody, is2xx, messageOf } from './payments.ts';

const rateSchema = z.looseObject({ taxRateInPercentage: z.number() });

/** `slowMs`: what takes longer keeps a shopper waiting. */
export async function probeTaxRate(account: Account, slowMs: number): Promise<Finding[]> {
  const reply = await account.request('api', 'GET', '/api/tax/rate?country=FR');
  const seen = `HTTP ${reply.status} after ${Math.round(reply.ms)} ms`;
  const isSlow = is2xx(reply) && isRate(reply) && reply.ms >= slowMs;
  if (isSlow)
    return [found('taxRate', 'slow', seen), found('taxRateMs', Math.ceil(reply.ms / 100) * 100, seen)];
  return [taxRateOf(reply, seen), notObserved('taxRateMs', `no slow rate: ${seen}`)];
}

const isRate = ({ body }: Reply): boolean => rateSchema.safeParse(body).success;

function taxRateOf(reply: Reply, seen: string): Finding {
  if (is2xx(reply)) return found('taxRate', isRate(reply) ? 'rate' : 'other_body', seen);
  if (reply.status === 404) return found('taxRate', 'not_found', seen);
  const message = messageOf(reply);
  // How the amount is called is not known; a refusal of another field does not answer this point.
  if (reply.status === 400 && /amount|price|total/i.test(message))
    return found('taxRate', 'amount_wanted', `${seen}: ${message}`);
  return notObserved('taxRate', `${seen}: ${message}`);
}

/** With the key of an account that is not enabled for server-to-server payments. */
export async function probeDisabledAccount(
  options: Omit<AccountOptions, 'apiKey'>,
  apiKey: string | undefined,
): Promise<Finding[]> {
  if (apiKey === undefined)
    return [notObserved('s2sDisabled', 'needs the key of an account without server-to-server payments')];
  const account = openAccount({ ...options, apiKey });
  const reply = await account.request('card', 'POST', '/api/server/payment', createBody({ card: card() }));
  const message = messageOf(reply);
  if (!message.includes('server to server payment not enabled'))
    return [notObserved('s2sDisabled', `this account answers HTTP ${reply.status}: ${message}`)];
  const status = ['400', '401', '403'].find((each) => each === String(reply.status));
  return [
    status === undefined
      ? notObserved('s2sDisabled', `HTTP ${reply.status}`)
      : found('s2sDisabled', status as '400' | '401' | '403', `HTTP ${status}`),
  ];
}
