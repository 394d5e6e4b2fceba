import { describe, expect, it } from 'vitest';
import { cartLines, withQuantity } from './cart.ts';
import { parseStoredCart } from './cart-storage.ts';

const mug = { sku: 'mug', name: 'Mug', description: '', price: 1800, currency: 'EUR' as const };

describe('a cart', () => {
  it('counts, and forgets what there is none of', () => {
    expect(withQuantity({ mug: 1 }, 'mug', 2)).toEqual({ mug: 2 });
    expect(withQuantity({ mug: 1 }, 'mug', 0)).toEqual({});
    expect(withQuantity({}, 'mug', 1_000)).toEqual({ mug: 99 });
  });

  it('shows only what the catalogue has', () => {
    expect(cartLines({ mug: 2, gone: 1 }, [mug])).toEqual([{ product: mug, quantity: 2 }]);
  });
});

describe('a stored cart', () => {
  it('survives a reload', () => {
    expect(parseStoredCart('{"items":{"mug":2},"sessionId":"cs_1"}')).toEqual({
      items: { mug: 2 },
      sessionId: 'cs_1',
    });
  });

  it.each([null, '', '{', '[]', '{"items":{"mug":-1}}', '{"items":{"mug":"2"}}'])(
    'is empty when it reads %s',
    (stored) => expect(parseStoredCart(stored)).toEqual({ items: {} }),
  );
});
