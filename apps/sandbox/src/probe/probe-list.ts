import { type Account, ProbeError } from './account.ts';
import { type Finding, found, notObserved } from './findings.ts';
import { type Page, readPage, USUAL_LIMIT } from './list.ts';
import { is2xx } from './payments.ts';

const LARGER_THAN_ANY = 1001;
/** Pages of this many are enough for the other probes. */
const LARGEST_USED = 100;

/** What is known of the list, and a `limit` that the account accepts, for the probes that look for a payment in it. */
export type ListFindings = { readonly findings: readonly Finding[]; readonly limit: number };

const limitsUnknown = (why: string): Finding[] =>
  (['largerLimit', 'largestPage'] as const).map((name) => notObserved(name, why));

/** Reads alone: whether the key works, the list's envelope and its largest page. @throws ProbeError when the key is refused. */
export async function probeList(account: Account): Promise<ListFindings> {
  const first = await readPage(account, 1, USUAL_LIMIT);
  if (first.status === 401 || first.status === 403)
    throw new ProbeError(`The key was refused (HTTP ${first.status}): is it of this environment?`);
  const { findings, largest } = await probeLimit(account);
  const limit = Math.min(largest ?? USUAL_LIMIT, LARGEST_USED);
  const page = first.status === 400 && largest !== null ? await readPage(account, 1, limit) : first;
  return { findings: [envelopeOf(page), ...findings], limit };
}

function envelopeOf({ status, envelope, message, names }: Page): Finding {
  if (envelope !== null) return found('listEnvelope', envelope, 'the list of payments');
  const why = message === '' ? `no array under a known name: ${names.join(', ') || 'no fields'}` : message;
  return notObserved('listEnvelope', `HTTP ${status}: ${why}`);
}

async function probeLimit(account: Account): Promise<{ findings: Finding[]; largest: number | null }> {
  const large = await readPage(account, 1, LARGER_THAN_ANY);
  if (large.status === 400) return probeRefusedLimit(account, large.message);
  if (large.envelope === null)
    return { findings: limitsUnknown(`a page could not be read (HTTP ${large.status})`), largest: null };
  const count = large.entries.length;
  const next = await readPage(account, 2, LARGER_THAN_ANY);
  if (next.entries.length === 0) {
    const why = `the account has only ${count} payments: a cut page cannot be seen`;
    return { findings: limitsUnknown(why), largest: null };
  }
  const seen = `${count} payments for a limit of ${LARGER_THAN_ANY}`;
  return {
    findings: [found('largerLimit', 'cut', seen), found('largestPage', count, seen)],
    largest: count,
  };
}

/** The border between the accepted and the refused limits, by bisection. */
async function probeRefusedLimit(account: Account, message: string) {
  const refused = found('largerLimit', 'refused', message);
  let [accepted, tooLarge] = [0, LARGER_THAN_ANY];
  while (tooLarge - accepted > 1) {
    const limit = Math.floor((accepted + tooLarge) / 2);
    const page = await readPage(account, 1, limit);
    if (page.status === 400) tooLarge = limit;
    else if (is2xx(page)) accepted = limit;
    else {
      const why = `HTTP ${page.status} for a limit of ${limit}`;
      return { findings: [refused, notObserved('largestPage', why)], largest: null };
    }
  }
  if (accepted === 0) {
    // Then it is no limit that is refused.
    return { findings: limitsUnknown(`every page was refused: ${message}`), largest: null };
  }
  const largest = found('largestPage', accepted, `limit ${accepted} is accepted, ${tooLarge} is not`);
  return { findings: [refused, largest], largest: accepted };
}
