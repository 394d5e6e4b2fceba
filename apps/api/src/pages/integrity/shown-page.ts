import * as z from 'zod';
import type { PageParts } from './page-parts.ts';

/** `PAGE_DATA_ID` and part of `PageData` in apps/web, which write it. */
const DATA_ID = 'page-data';
const dataSchema = z.object({
  session: z.union([z.literal('missing'), z.object({ sessionId: z.string(), status: z.string() }), z.null()]),
});

/** Which page arrived, by the data that it is hydrated with. */
export type ShownPage = z.output<typeof dataSchema> & { readonly hasCardField: boolean };

/** Null for a page that this checkout did not make. */
export function shownPage({ data, hasCardField }: PageParts): ShownPage | null {
  try {
    return { ...dataSchema.parse(JSON.parse(data.get(DATA_ID) ?? '')), hasCardField };
  } catch {
    return null;
  }
}
