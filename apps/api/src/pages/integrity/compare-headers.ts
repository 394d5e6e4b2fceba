import type { Headers as SentHeaders } from '../security-headers.ts';

/** Headers that this checkout never sends with a page: they would let other code in, data out, or report on shoppers. */
const NEVER = [
  'access-control-allow-origin',
  'content-security-policy-report-only',
  'link',
  'nel',
  'refresh',
  'report-to',
  'service-worker-allowed',
  'set-cookie',
  'sourcemap',
  'x-sourcemap',
];

const TRANSPORT = 'strict-transport-security';

/** How the headers of a page that arrived differ from those that this build sends, a sentence each. */
export function compareHeaders(received: Headers, sent: SentHeaders): string[] {
  const differences: string[] = [];
  for (const [name, value] of Object.entries(sent)) {
    const arrived = received.get(name);
    if (arrived === null) differences.push(`comes without ${name}`);
    // A proxy that terminates TLS may send a longer time.
    else if (name === TRANSPORT ? secondsOf(arrived) < secondsOf(value) : arrived !== value)
      differences.push(`comes with another ${name}: ${arrived.slice(0, 300)}`);
  }
  for (const name of NEVER) if (received.has(name)) differences.push(`comes with ${name}`);
  return differences;
}

const secondsOf = (transport: string) => Number(/\bmax-age="?(\d+)/i.exec(transport)?.[1] ?? 0);
