import type { Understood } from '@checkout/schemas/console-search';
import { sessionIdSchema, sessionReferenceSchema } from '@checkout/schemas/session';

/** What a typed text may mean. It can be several things; each is looked up by an index of its own. */
export type Meaning =
  | { readonly kind: Exclude<Understood, 'amount' | 'day'>; readonly value: string }
  /** Cents. */
  | { readonly kind: 'amount'; readonly cents: number }
  /** UTC. */
  | { readonly kind: 'day'; readonly from: Date; readonly to: Date };

const DAY_MS = 86_400_000;
/** The largest value of an `integer`. */
const LARGEST = 2 ** 31 - 1;

/** Pure; the text is trimmed. Nothing for an empty text. */
export function understand(text: string): Meaning[] {
  if (text === '') return [];
  if (sessionReferenceSchema.safeParse(text).success || sessionIdSchema.safeParse(text).success)
    return [{ kind: 'session', value: text }];
  const meanings: Meaning[] = [{ kind: 'metadata', value: text }];
  if (text.includes('@')) meanings.push({ kind: 'email', value: text.toLowerCase() });
  if (/^[A-Za-z0-9_-]{6,128}$/.test(text)) meanings.push({ kind: 'payment', value: text });
  if (/^\d{4}$/.test(text)) meanings.push({ kind: 'cardLast4', value: text });
  if (/^[A-Za-z][A-Za-z_]{2,63}$/.test(text)) meanings.push({ kind: 'declineCode', value: text });
  const cents = centsIn(text);
  if (cents !== null) meanings.push({ kind: 'amount', cents });
  const from = dayIn(text);
  if (from !== null) meanings.push({ kind: 'day', from, to: new Date(from.getTime() + DAY_MS) });
  return meanings;
}

/** `49.99`, `49,99`, `€ 49.99`, `50`: the main unit of the currency, of which both have a hundred cents. */
function centsIn(text: string): number | null {
  const [, whole, part = '00'] =
    /^(?:[€$]|EUR|USD)? ?(\d{1,8})(?:[.,](\d{2}))? ?(?:[€$]|EUR|USD)?$/.exec(text) ?? [];
  const cents = Number(`${whole}${part}`);
  return whole === undefined || cents > LARGEST ? null : cents;
}

function dayIn(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text) ? null : day;
}
