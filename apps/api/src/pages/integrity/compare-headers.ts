import type { Headers as SentHeaders } from '../security-headers.ts';

/** Headers that this checkout never sends: they would let other code in, data out, or report on shoppers. */
const NEVER = [
  'accept-ch',
  'access-control-allow-origin',
  'clear-site-data',
  'content-security-policy-report-only',
  'document-policy',
  'integrity-policy-report-only',
  'link',
  'location',
  'nel',
  'permissions-policy-report-only',
  'refresh',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'sourcemap',
  'speculation-rules',
  'x-sourcemap',
];

const TRANSPORT = 'strict-transport-security';
const LONGEST = 300;

/** How the headers of a response that arrived differ from those that this build sends, a sentence each. */
export function compareHeaders(received: Headers, sent: SentHeaders): string[] {
  const differences: string[] = [];
  for (const [name, value] of Object.entries(sent)) {
    const arrived = received.get(name);
    if (arrived === null) differences.push(`comes without the header ${name}`);
    // A proxy that terminates TLS may send a longer time.
    else if (name === TRANSPORT ? secondsOf(arrived) < secondsOf(value) : arrived !== value)
      differences.push(`comes with another ${name}: ${changeOf(arrived, value)}`);
  }
  for (const name of NEVER) {
    const arrived = received.get(name);
    if (arrived !== null && !(name in sent))
      differences.push(`comes with the header ${name}, which this checkout never sends`);
  }
  return differences;
}

const secondsOf = (transport: string) => Number(/\bmax-age="?(\d+)/i.exec(transport)?.[1] ?? 0);

/** Only the parts of a policy that differ: the whole is longer than anyone reads. */
function changeOf(arrived: string, sent: string): string {
  const [has, should] = [partsOf(arrived), partsOf(sent)];
  const added = has.filter((part) => !should.includes(part)).join('; ');
  const missing = should.filter((part) => !has.includes(part)).join('; ');
  return [
    added === '' ? '' : `it has "${added.slice(0, LONGEST)}"`,
    missing === '' ? '' : `it lacks "${missing.slice(0, LONGEST)}"`,
  ]
    .filter((change) => change !== '')
    .join(', ')
    .concat(added === '' && missing === '' ? 'its parts are in another order' : '');
}

const partsOf = (policy: string) => policy.split(/[;,]/).map((part) => part.trim());
