import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useHydrated } from '../page/browser-state.ts';
import { useDrafts } from '../pay-form/drafts.tsx';
import { readCart, writeCart } from '../store/cart-storage.ts';
import { useClient } from '../trpc.ts';

export type FreshCheckout = {
  readonly busy: boolean;
  readonly failed: boolean;
  readonly keepsDraft: boolean;
  readonly open: () => Promise<void>;
};

/**
 * Opens another checkout for the cart that this one was opened with. Null when the cart is not known here, as for a
 * session that another service made: only that service can make another.
 */
export function useFreshCheckout(sessionId: string): FreshCheckout | null {
  const client = useClient();
  const drafts = useDrafts();
  const [, navigate] = useLocation();
  const [state, setState] = useState({ busy: false, failed: false });
  const [cart] = useState(readCart);
  const locked = useRef(false);
  const [keepsDraft, setKeepsDraft] = useState(false);
  // Not drawn by the server, which does not know it.
  useEffect(() => setKeepsDraft(drafts.of(sessionId) !== null), [drafts, sessionId]);
  const hydrated = useHydrated();
  if (!hydrated || cart.sessionId !== sessionId || Object.keys(cart.items).length === 0) return null;

  return {
    ...state,
    keepsDraft,
    async open() {
      if (locked.current) return;
      locked.current = true;
      setState({ busy: true, failed: false });
      try {
        const items = Object.entries(cart.items).map(([sku, quantity]) => ({ sku, quantity }));
        const fresh = await client.checkout.create.mutate({ items });
        writeCart({ items: cart.items, sessionId: fresh.sessionId });
        navigate(new URL(fresh.url, window.location.origin).pathname, { replace: true });
      } catch {
        setState({ busy: false, failed: true });
      } finally {
        locked.current = false;
      }
    },
  };
}
