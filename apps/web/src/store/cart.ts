import type { CatalogProduct } from '@checkout/schemas/product';
import { useState } from 'react';
import { readCart, writeCart } from './cart-storage.ts';

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

export function useCart() {
  const [cart, setCart] = useState<Cart>(() => readCart().items);
  return {
    cart,
    setQuantity(sku: string, quantity: number) {
      const items = withQuantity(cart, sku, quantity);
      writeCart({ items });
      setCart(items);
    },
    /** Remembers which checkout the cart went to, so that it can be emptied once that is paid. */
    opened(sessionId: string) {
      writeCart({ items: cart, sessionId });
    },
  };
}
