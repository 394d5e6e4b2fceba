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

/**
 * As Inflow names them. `TAX_EXCLUSIVE`: tax is added to the prices. `TAX_INCLUSIVE`: the prices are what the customer pays, and contain the
 * tax (inflow/README, "Tax").
 */
export const pricingModeSchema = z.enum(['TAX_EXCLUSIVE', 'TAX_INCLUSIVE'], 'invalid');
export type PricingMode = z.output<typeof pricingModeSchema>;

/**
 * One line of a purchase, in the shape of Inflow's `products`: price is per piece, in cents. Nothing says that Inflow takes a negative one, so none
 * is accepted (ADR 29).
 */
export const productLineSchema = z.object({
  name: text(200),
  price: centsSchema,
  quantity: quantitySchema,
});
export type ProductLine = z.output<typeof productLineSchema>;

/** From 1 to 100 lines. */
export const linesOf = <Line extends z.core.SomeType>(line: Line) =>
  z.array(line).check(z.minLength(1, 'required'), z.maxLength(100, 'too_long'));

export const productLinesSchema = linesOf(productLineSchema);

/** A line of a session: with its picture, where it has one. Only the page shows that; Inflow is not told. */
export const sessionLineSchema = z.object({
  ...productLineSchema.shape,
  imageUrl: z.exactOptional(z.string()),
});
export type SessionLine = z.output<typeof sessionLineSchema>;

/** Sum of price × quantity, in cents: before tax, or with it where the prices include it. */
export function subtotalOf(lines: readonly Pick<ProductLine, 'price' | 'quantity'>[]): Cents {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** The problem of a subtotal (cents): under Inflow's minimum, over our maximum, or null. */
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
