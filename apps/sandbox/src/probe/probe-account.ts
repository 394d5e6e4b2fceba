import { z } from 'zod';
import { type Account, type AccountOptions, openAccount, ProbeError } from './account.ts';
import { type Finding, found, notObserved } from './findings.ts';
import { PAGE, readPage } from './list.ts';
import { card, createBody, is2xx, messageOf } from './payments.ts';

/** Reads alone: whether the key works, and the list. */
export async function probeList(account: Account): Promise<Finding[]> {
  const first = await readPage(account, 1, PAGE);
  if (first.status === 401 || first.status === 403)
    throw new ProbeError(`The key was refused (HTTP ${first.status}): is it of this environment?`);
  const findings: Finding[] = [
    first.envelope === null
      ? notObserved('listEnvelope', `HTTP ${first.status} ${first.message}`)
      : found('listEnvelope', first.envelope, 'the list of payments'),
  ];
  const large = await readPage(account, 1, LARGER_THAN_ANY);
  if (large.status === 400) {
    findings.push(found('largerLimit', 'refused', large.message));
    for (const limit of LIMITS) {
      if ((await readPage(account, 1, limit)).status === 400) continue;
      return [...findings, found('largestPage', limit, `limit ${limit} is accepted`)];
    }
    return [...findings, notObserved('largestPage', 'no limit was accepted')];
  }
  const count = large.entries.length;
  const next = await readPage(account, 2, LARGER_THAN_ANY);
  if (next.entries.length === 0)
    return [
      ...findings,
      ...(['largerLimit', 'largestPage'] as const).map((name) =>
        notObserved(name, `the account has only ${count} payments: a cut page cannot be seen`),
      ),
    ];
  return [
    ...findings,
    found('largerLimit', 'cut', `${count} payments for a limit of ${LARGER_THAN_ANY}`),
    found('largestPage', count, `${count} payments for a limit of ${LARGER_THAN_ANY}`),
  ];
}

const LARGER_THAN_ANY = 1001;
const LIMITS = [1000, 500, 200, 100, 50, 20] as const;

const rateSchema = z.looseObject({ taxRateInPercentage: z.number() });

/** `slowMs`: what takes longer keeps a shopper waiting. */
export async function probeTaxRate(account: Account, slowMs: number): Promise<Finding[]> {
  const reply = await account.request('api', 'GET', '/api/tax/rate?country=FR');
  const seen = `HTTP ${reply.status} after ${Math.round(reply.ms)} ms`;
  if (reply.status === 400) return [found('taxRate', 'amount_wanted', `${seen}: ${messageOf(reply)}`)];
  if (reply.status === 404) return [found('taxRate', 'not_found', seen)];
  if (!is2xx(reply)) return [notObserved('taxRate', seen)];
  if (!rateSchema.safeParse(reply.body).success) return [found('taxRate', 'other_body', seen)];
  if (reply.ms < slowMs) return [found('taxRate', 'rate', seen)];
  return [found('taxRate', 'slow', seen), found('taxRateMs', Math.ceil(reply.ms / 100) * 100, seen)];
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
