import cardTypes from 'credit-card-type/dist/lib/card-types.js';

/** The brands that Inflow's test cards cover (inflow/README, "Test cards"). Any other brand is reported while it is typed. */
export const ACCEPTED_BRANDS = ['visa', 'mastercard', 'american-express', 'discover', 'unionpay'] as const;
export type AcceptedBrand = (typeof ACCEPTED_BRANDS)[number];

export type CardBrand = {
  /** `visa`, `american-express`, …: the ids of the `credit-card-type` table. */
  readonly id: string;
  readonly name: string;
  readonly accepted: boolean;
  /** Allowed counts of digits. */
  readonly lengths: readonly number[];
  /** Positions after which a space is shown. */
  readonly gaps: readonly number[];
  readonly cvcLength: number;
  /** What the issuer prints: CVC, CVV, CID … */
  readonly cvcName: string;
};

const accepted: ReadonlySet<string> = new Set(ACCEPTED_BRANDS);

type Range = { readonly from: string; readonly to: string };

/** The library's table alone: its lookup, which the page would load too, copies each matching brand through JSON. */
const TABLE = Object.values(cardTypes)
  // Shares prefixes with Verve, which the library tries first.
  .sort((one, other) => Number(one.type === 'maestro') - Number(other.type === 'maestro'))
  .map((type) => ({
    brand: toBrand(type),
    ranges: type.patterns.map((pattern): Range => {
      const [from, to] = Array.isArray(pattern) ? pattern : [pattern, pattern];
      return { from: String(from), to: String(to) };
    }),
  }));

/** `strength`: the length of the matching prefix, 0 while the prefix is not typed completely. */
type Fit = { readonly brand: CardBrand; readonly strength: number };

function fitsOf(digits: string): Fit[] {
  const fits: Fit[] = [];
  for (const { brand, ranges } of TABLE) {
    const range = ranges.find((each) => begins(digits, each));
    if (range === undefined) continue;
    const wanted = range.from.length;
    fits.push({ brand, strength: digits.length < wanted ? 0 : wanted });
  }
  return fits;
}

/** Digit strings of the same length compare like their numbers. */
function begins(digits: string, { from, to }: Range): boolean {
  const length = Math.min(digits.length, from.length);
  const prefix = digits.slice(0, length);
  return prefix >= from.slice(0, length) && prefix <= to.slice(0, length);
}

/** The first brand with the longest matching prefix; null while no prefix is complete. */
function strongestOf(fits: readonly Fit[]): CardBrand | null {
  let strongest: Fit | null = null;
  for (const fit of fits) if (fit.strength > (strongest?.strength ?? 0)) strongest = fit;
  return strongest?.brand ?? null;
}

/** The brands that a number (digits only, possibly incomplete) can still become. */
export function possibleBrands(digits: string): CardBrand[] {
  if (digits === '') return [];
  const fits = fitsOf(digits);
  const strongest = fits.every(({ strength }) => strength > 0) ? strongestOf(fits) : null;
  return strongest === null ? fits.map(({ brand }) => brand) : [strongest];
}

/**
 * The brand of a possibly incomplete number (digits only); null while it is ambiguous or unknown. The longest complete
 * prefix wins (`4` is Visa until a longer prefix makes it Elo). A brand that is not accepted is returned only when no
 * accepted one is possible any more.
 */
export function brandOf(digits: string): CardBrand | null {
  if (digits === '') return null;
  const fits = fitsOf(digits);
  const strongest = strongestOf(fits);
  if (strongest === null || strongest.accepted || fits.every(({ strength }) => strength > 0))
    return strongest;
  return fits.some(({ brand }) => brand.accepted) ? null : strongest;
}

function toBrand(type: (typeof cardTypes)[keyof typeof cardTypes]): CardBrand {
  return {
    id: type.type,
    name: type.niceType,
    accepted: accepted.has(type.type),
    lengths: type.lengths,
    gaps: type.gaps,
    cvcLength: type.code.size,
    cvcName: type.code.name,
  };
}
