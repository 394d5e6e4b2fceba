import * as z from 'zod/mini';
import {
  type Cents,
  type Currency,
  centsSchema,
  currencySchema,
  MAXIMUM_CENTS,
  meetsMinimum,
} from './money.ts';
import { mayBeKept, text, upTo } from './text.ts';

export const quantitySchema = z
  .int('invalid')
  .check(z.minimum(1, 'below_minimum'), z.maximum(999, 'above_maximum'));

/** One line of a purchase, in the shape of Inflow's `products`: price is per piece, in cents, before tax. */
export const productLineSchema = z.object({
  name: text(200),
  price: centsSchema,
  quantity: quantitySchema,
});
export type ProductLine = z.output<typeof productLineSchema>;

export const productLinesSchema = z
  .array(productLineSchema)
  .check(z.minLength(1, 'required'), z.maxLength(100, 'too_long'));

/** Sum of price × quantity, in cents, before tax. */
export function subtotalOf(lines: readonly Pick<ProductLine, 'price' | 'quantity'>[]): Cents {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** The problem of a total (cents, before tax): under Inflow's minimum, over our maximum, or null. */
export function totalProblem(
  lines: readonly ProductLine[],
  currency: Currency,
): 'below_minimum' | 'above_maximum' | null {
  const subtotal = subtotalOf(lines);
  if (!meetsMinimum(subtotal, currency)) return 'below_minimum';
  return subtotal > MAXIMUM_CENTS ? 'above_maximum' : null;
}

/** A product of the demo store's catalogue (`CATALOG_FILE`). The price is the server's; the browser sends only the sku. */
export const catalogProductSchema = z.object({
  sku: z.string('required').check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'invalid')),
  name: text(200),
  description: z.string().check(upTo(500), mayBeKept),
  price: centsSchema,
  currency: currencySchema,
});
export type CatalogProduct = z.output<typeof catalogProductSchema>;
export const catalogSchema = z.array(catalogProductSchema).check(z.minLength(1, 'required'));
