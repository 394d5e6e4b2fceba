const KEY = 'cart';

export type StoredCart = {
  items: Record<string, number>;
  /** The checkout that was opened with this cart. */
  sessionId?: string;
};

/** Storage is the shopper's to edit: anything that does not look like a cart counts as an empty one. */
export function parseStoredCart(stored: string | null): StoredCart {
  const cart = parseJson(stored ?? '');
  if (!isRecord(cart) || !isRecord(cart.items) || !Object.values(cart.items).every(isCount))
    return { items: {} };
  const items = Object.fromEntries(Object.entries(cart.items).map(([sku, count]) => [sku, Number(count)]));
  return typeof cart.sessionId === 'string' ? { items, sessionId: cart.sessionId } : { items };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** Storage can be switched off; the cart then lasts as long as the page. */
export function readCart(): StoredCart {
  try {
    return parseStoredCart(sessionStorage.getItem(KEY));
  } catch {
    return { items: {} };
  }
}

export function writeCart(cart: StoredCart): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(cart));
  } catch {
    // Full or switched off: nothing that the shopper could do about it.
  }
}

/** Empties the cart that this session was paid for, and no newer one. */
export function forgetCartOf(sessionId: string): void {
  if (readCart().sessionId === sessionId) writeCart({ items: {} });
}
