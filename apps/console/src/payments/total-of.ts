/** What the customer pays, or the price while the tax is not known. In cents. */
export function totalOf(row: { amountInCents: number; amountTaxesIncluded: number | null }): number {
  return row.amountTaxesIncluded ?? row.amountInCents;
}
