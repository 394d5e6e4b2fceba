/** Mail services whose users are many: a domain that is one slip away from them is likely meant to be theirs. */
const SERVICES = ['gmail', 'googlemail', 'hotmail', 'icloud', 'outlook', 'protonmail', 'yahoo'] as const;
/** Their mail is at `.com` alone. */
const ONLY_COM: ReadonlySet<string> = new Set(['gmail', 'googlemail', 'icloud']);
/** Slips of `com`. No top-level domains, but for the last three, which count only behind the name of a service. */
const COM_SLIPS: ReadonlySet<string> = new Set([
  'con',
  'cmo',
  'ocm',
  'comm',
  'coom',
  'vom',
  'xom',
  'cpm',
  'cim',
]);
const COM_SLIPS_OF_SERVICES: ReadonlySet<string> = new Set(['co', 'cm', 'om']);

/** The e-mail address that was likely meant, or null. Only for a hint: an unusual address is never refused. */
export function likelyEmail(typed: string): string | null {
  const [, local, domain = ''] = /^(\S+)@(\S+)$/.exec(typed.trim()) ?? [];
  const [name = '', ...rest] = domain.toLowerCase().split('.');
  if (local === undefined || rest.length === 0) return null;
  const service = SERVICES.find((known) => known === name || isOneSlip(name, known));
  const ending = rest.join('.');
  const isCom = COM_SLIPS.has(ending) || (service !== undefined && COM_SLIPS_OF_SERVICES.has(ending));
  const meantEnding = isCom ? 'com' : ending;
  // Not at a domain of their own that only looks like it.
  const meantName =
    service !== undefined && (meantEnding === 'com' || !ONLY_COM.has(service)) ? service : name;
  const meant = `${meantName}.${meantEnding}`;
  return meant === `${name}.${ending}` ? null : `${local}@${meant}`;
}

/** A letter too many, too few or another, or two that changed places; but not the first, which makes other services (`ymail`, `mail`). */
function isOneSlip(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0]) return false;
  let at = 1;
  while (at < meant.length && typed[at] === meant[at]) at += 1;
  const [rest, wanted] = [typed.slice(at), meant.slice(at)];
  const swapped = `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`;
  return (
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted.slice(1) ||
    swapped === wanted
  );
}
