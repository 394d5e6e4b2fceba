import { z } from 'zod';
import type { Account } from './account.ts';
import { is2xx, messageOf } from './payments.ts';

const KEYS = ['data', 'payments', 'items', 'results'] as const;
const entrySchema = z.looseObject({ id: z.string() });
export type Entry = z.output<typeof entrySchema>;

export type Page = {
  readonly status: number;
  readonly envelope: 'array' | (typeof KEYS)[number] | null;
  readonly entries: readonly Entry[];
  readonly message: string;
  /** The fields of a body that is an object. */
  readonly names: readonly string[];
};

export async function readPage(account: Account, page: number, limit: number): Promise<Page> {
  const reply = await account.request('api', 'GET', `/api/payment?page=${page}&limit=${limit}`);
  const { body } = reply;
  const record = z.record(z.string(), z.unknown()).safeParse(body).data ?? {};
  const key = KEYS.find((name) => Array.isArray(record[name]));
  const entries = Array.isArray(body) ? body : key === undefined ? [] : record[key];
  return {
    status: reply.status,
    envelope: !is2xx(reply) ? null : Array.isArray(body) ? 'array' : (key ?? null),
    entries: z.array(entrySchema).safeParse(entries).data ?? [],
    message: is2xx(reply) ? '' : messageOf(reply),
    names: Object.keys(record),
  };
}

/** The documented example of a `limit`. */
export const USUAL_LIMIT = 20;
const MOST_PAGES = 200;

/**
 * Where a payment stands in the list, counted from 0, and its entry; null when it is not there. The pages are read to the first
 * empty one: an account may cut them.
 */
export async function findInList(
  account: Account,
  id: string,
  limit: number,
): Promise<{ readonly position: number; readonly entry: Entry } | null> {
  let before = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { entries } = await readPage(account, page, limit);
    const index = entries.findIndex((entry) => entry.id === id);
    const entry = entries[index];
    if (entry !== undefined) return { position: before + index, entry };
    if (entries.length === 0) return null;
    before += entries.length;
  }
  return null;
}
