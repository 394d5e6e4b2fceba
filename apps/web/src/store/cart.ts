import type { CatalogProduct } from '@checkout/schemas/product';

/** Counts by sku. Prices are the catalogue's, never the cart's. */
export type Cart = Readonly<Record<string, number>>;

export const MOST_OF_ONE = 99;

export function withQuantity(cart: Cart, sku: string, quantity: number): Cart {
  const { [sku]: _, ...others } = cart;
  return quantity < 1 ? others : { ...others, [sku]: Math.min(quantity, MOST_OF_ONE) };
}

export type CartLine = { readonly product: CatalogProduct; readonly quantity: number };

/** In the catalogue's order; what the catalogue no longer has falls out. */
export function cartLines(cart: Cart, products: readonly CatalogProduct[]): CartLine[] {
  return products.flatMap((product) => {
    const quantity = cart[product.sku];
    return quantity === undefined ? [] : [{ product, quantity }];
  });
}
