import { useState } from 'react';
import { type Cart, withQuantity } from './cart.ts';
import { readCart, writeCart } from './cart-storage.ts';

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
