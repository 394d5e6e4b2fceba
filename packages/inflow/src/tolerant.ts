import { z } from 'zod';

/**
 * For a field that a payment can be read without: absent, null and unreadable are all null. A changed `timeline`
 * must not make a payment unreadable that has charged somebody.
 */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().default(null).catch(null);
}

/** A list whose unreadable entries are dropped one by one; absent, null and anything else is the empty list. */
export function readableOf<Schema extends z.ZodType>(schema: Schema) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) => readEach(schema, entries).read);
}

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
