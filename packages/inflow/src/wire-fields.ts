// How the fields of Inflow's bodies are read: what is unknown or missing must not make the rest unreadable.
import { z } from 'zod';

/**
 * For an optional field: absent, null and unreadable all become null. A changed `timeline`, say, must not make a payment
 * unreadable that has charged a shopper.
 */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().default(null).catch(null);
}

/** A list without its unreadable entries. Absent, null and anything that is not a list become the empty list. */
export function readableOf<Schema extends z.ZodType>(schema: Schema) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) => readEach(schema, entries).read);
}

/** The entries that match a schema, and the number of those that do not. */
export function readEach<Schema extends z.ZodType>(
  schema: Schema,
  entries: readonly unknown[],
): { read: z.output<Schema>[]; unreadable: number } {
  const read: z.output<Schema>[] = [];
  for (const entry of entries) {
    const parsed = schema.safeParse(entry);
    if (parsed.success) read.push(parsed.data);
  }
  return { read, unreadable: entries.length - read.length };
}

/** One of the known names, or any other string: new ones may appear without notice and must stay readable. */
export type Open<Known extends string> = Known | (string & {});

/** Accepts any string; the list is for the type alone, so that editors and `switch`es know the names. */
export function openEnum<const Names extends readonly string[]>(_known: Names) {
  return z.string().transform((name): Open<Names[number]> => name);
}
