import creditCardType from 'credit-card-type';

/** The brands that Inflow's test cards cover (inflow/README, "Test cards"); whatever else is typed is said at once. */
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

/** The brands a number (digits only, maybe not whole) can still become. */
export function possibleBrands(digits: string): CardBrand[] {
  return digits === '' ? [] : creditCardType(digits).map(toBrand);
}

/**
 * The brand of a number as far as it is typed; null while it is open or unknown. The most specific pattern that
 * the digits already fill wins (`4` is Visa until a longer prefix says Elo); an unaccepted brand is said only
 * once no accepted one is possible any more.
 */
export function brandOf(digits: string): CardBrand | null {
  if (digits === '') return null;
  const types = creditCardType(digits);
  const [strongest] = types
    .filter((type) => type.matchStrength !== undefined)
    .sort((a, b) => (b.matchStrength ?? 0) - (a.matchStrength ?? 0));
  if (strongest === undefined) return null;
  const brand = toBrand(strongest);
  return brand.accepted || !types.some((type) => accepted.has(type.type)) ? brand : null;
}

function toBrand(type: ReturnType<typeof creditCardType>[number]): CardBrand {
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
