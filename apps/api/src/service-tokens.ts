import { createHash } from 'node:crypto';

/**
 * `read`: see sessions and payments. `pay`: make sessions and payments. `refund`: pay back. `events`: say where events are sent, Inflow's own webhooks too (`doctor.repair`).
 * `metrics`: read `GET /metrics` and `doctor.check`.
 */
export const SCOPES = ['read', 'pay', 'refund', 'events', 'metrics'] as const;
export type Scope = (typeof SCOPES)[number];

export type ServiceToken = {
  readonly name: string;
  /** SHA-256 of the token, hex. */
  readonly sha256: string;
  readonly scopes: readonly Scope[];
  /** Whether it sees and changes only sessions and payments that its own name has made. */
  readonly own: boolean;
  /** From this time on it is not valid any more; null: no end. */
  readonly endsAt: Date | null;
};

/** Whether its entry names no scopes, so that it has all of them, and those that a later version adds. */
export const isUnscoped = ({ scopes }: ServiceToken): boolean => scopes === SCOPES;

/** `tokens`, or what is wrong, in words that follow the variable's name and repeat nothing of the value. */
export type ReadTokens = { readonly tokens: ServiceToken[] } | { readonly problem: string };

const ENTRY = /^([A-Za-z0-9_-]{1,64})(?:\[([a-z+]*)((?:;[a-z0-9=-]*)*)\])?:(.+)$/;
/** To the end of that day, UTC. */
const ENDS = /^until=(\d{4}-\d{2}-\d{2})$/;
const HASHED = /^sha256:([0-9a-fA-F]{64})$/;

/**
 * Reads `name:token` and `name:sha256:<hex>`, which may do everything, and `name[read+pay]:…`, which may do what is named. Behind the scopes
 * `;own` restricts it to what its own name has made, and `;until=2027-01-31` to that day and the days before.
 * A name may have several tokens, so that one can be replaced while both are good.
 */
export function readServiceTokens(entries: readonly string[]): ReadTokens {
  const tokens: ServiceToken[] = [];
  for (const entry of entries) {
    const [, name, listed, options = '', secret] = ENTRY.exec(entry) ?? [];
    const [, hash] = HASHED.exec(secret ?? '') ?? [];
    if (name === undefined || secret === undefined || (hash === undefined && secret.startsWith('sha256:'))) {
      return { problem: 'must be a list of name:token or name:sha256:<64 hex digits>' };
    }
    const scopes =
      listed === undefined ? SCOPES : SCOPES.filter((scope) => listed.split('+').includes(scope));
    if (listed !== undefined && (scopes.length === 0 || scopes.length !== listed.split('+').length)) {
      return {
        problem: `has unknown scopes for "${name}": read, pay, refund, events and metrics are joined by +`,
      };
    }
    const read = readOptions(options);
    if (read === null)
      return { problem: `has unknown words for "${name}": own and until=<year-month-day> are` };
    if (hash === undefined && secret.length < 16) {
      return { problem: `has a token of fewer than 16 characters for "${name}"` };
    }
    tokens.push({
      name,
      sha256: hash?.toLowerCase() ?? createHash('sha256').update(secret).digest('hex'),
      scopes,
      ...read,
    });
  }
  return { tokens };
}

function readOptions(options: string): Pick<ServiceToken, 'own' | 'endsAt'> | null {
  const words = options.split(';').slice(1);
  const dates = words.flatMap((word) => ENDS.exec(word)?.[1] ?? []);
  const end = dates[0] === undefined ? null : new Date(`${dates[0]}T24:00:00Z`);
  const isKnown = words.every((word) => word === 'own' || ENDS.test(word)) && dates.length <= 1;
  if (!isKnown || Number.isNaN(end?.getTime())) return null;
  return { own: words.includes('own'), endsAt: end };
}
