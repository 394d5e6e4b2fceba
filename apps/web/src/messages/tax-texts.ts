import type { Totals } from '../pay-form/totals.ts';
import { useFormats, useMessages } from './messages-context.tsx';
import { taxKindOf } from './tax-kind.ts';

type TaxTexts = {
  /** With its rate, where that is known. */
  readonly name: string;
  /** Of prices that include it; null of others, and where there is none in them. */
  readonly included: string | null;
};

/** What the tax of these totals is called, and what is said of it. */
export function useTaxTexts(totals: Totals | undefined): TaxTexts {
  const { summary, lang } = useMessages();
  const formats = useFormats();
  const bare = summary.taxNames[taxKindOf(totals?.taxCountry ?? null)];
  if (totals === undefined) return { name: bare, included: null };
  const { rate, tax, taxIncluded, currency } = totals;
  const name = rate === null ? bare : summary.taxAt(bare, formats.percent(rate));
  if (!taxIncluded || tax === 0) return { name, included: null };
  const included =
    tax === null
      ? summary.taxIncluded(within(bare, lang))
      : summary.taxIncludedOf(formats.money(tax, currency), within(name, lang));
  return { name, included };
}

/** A name that stands alone with a capital, within a sentence: “Sales tax” is “sales tax”, “VAT” stays, and German nouns keep theirs. */
function within(name: string, lang: string): string {
  return lang === 'de' ? name : name.replace(/^\p{Lu}(?=\p{Ll})/u, (capital) => capital.toLowerCase());
}
