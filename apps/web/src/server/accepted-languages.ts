/** No browser sends a longer header. */
const LONGEST = 500;
const MOST = 20;

/**
 * The language tags of an `Accept-Language` header (RFC 9110, 12.5.4), best first, without extensions: those would
 * choose other digits and calendars than the shopper's browser does.
 */
export function acceptedLanguages(header: string): string[] {
  if (header.length > LONGEST) return [];
  return header
    .split(',')
    .slice(0, MOST)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .flatMap(({ tag }) => plainTag(tag) ?? []);
}

function plainTag(tag: string): string | null {
  try {
    return new Intl.Locale(tag).baseName;
  } catch {
    return null;
  }
}
