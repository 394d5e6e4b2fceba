import * as z from 'zod/mini';
import { isLanguage } from './language.ts';
import { upTo } from './text.ts';

/** The tag without its extensions, which would choose other digits and calendars than the shopper's browser; null for what is none. */
function plainTag(tag: string): string | null {
  try {
    return new Intl.Locale(tag).baseName;
  } catch {
    return null;
  }
}

/** A BCP 47 tag, such as `de` or `de-AT`, of a language that the pages speak. */
export const localeSchema = z.string('invalid').check(
  upTo(35),
  z.overwrite((tag) => plainTag(tag.trim()) ?? ''),
  z.refine((tag) => tag !== '', { error: 'invalid', abort: true }),
  z.refine((tag) => isLanguage(new Intl.Locale(tag).language), 'unknown'),
);
