import { createContext, type ReactNode, useContext, useState } from 'react';
import { type Draft, draftOf } from './draft.ts';

/**
 * What was typed into the checkouts of this tab, so that it survives a reload, the way to the bank and back, and a checkout that expired.
 * In the tab's session storage; where that is blocked or full, as long as the page.
 */
export type Drafts = {
  keep(sessionId: string, draft: Draft): void;
  /** What was typed into this checkout, or into an expired one before it. `email`: of the customer, where a service named one. */
  of(sessionId: string, email?: string | null): Draft | null;
  /** The checkout has expired: the next one in this tab begins with what was typed into it. */
  offer(sessionId: string): void;
  forget(sessionId: string): void;
};

type Kept = Draft & { readonly sessionId: string; readonly offeredAt?: number };

const KEY = 'drafts';
/** More than the checkouts that a shopper goes back and forth between. */
const MOST = 3;
/** Later it may be another shopper at this device. */
const OFFERED_FOR_MS = 60 * 60_000;

export function createDrafts(storage: () => Storage = () => sessionStorage): Drafts {
  let inMemory: readonly Kept[] = [];
  let isStored = true;

  function read(): readonly Kept[] {
    if (!isStored) return inMemory;
    try {
      return parseDrafts(storage().getItem(KEY));
    } catch {
      return inMemory;
    }
  }

  function write(kept: readonly Kept[]) {
    inMemory = kept;
    try {
      // Before another try, so that nothing old stays where there is no room for what is new.
      storage().removeItem(KEY);
      if (kept.length > 0) storage().setItem(KEY, JSON.stringify(kept));
      isStored = true;
    } catch {
      isStored = false;
    }
  }

  const own = (sessionId: string) => read().find((kept) => kept.sessionId === sessionId);

  return {
    keep(sessionId, draft) {
      const kept = read();
      const [latest] = kept;
      const now: Kept = { ...draft, sessionId };
      if (JSON.stringify(latest) === JSON.stringify(now)) return;
      // What was offered has been taken up, or belongs to another customer.
      const others = kept.filter((one) => one.sessionId !== sessionId && one.offeredAt === undefined);
      write([now, ...others].slice(0, MOST));
    },
    of(sessionId, email = null) {
      const isOffered = ({ offeredAt = 0, email: typed }: Kept) =>
        Date.now() - offeredAt < OFFERED_FOR_MS && (email === null || email === typed);
      const found = own(sessionId) ?? read().find(isOffered);
      return found === undefined ? null : draftOf(found);
    },
    offer(sessionId) {
      const offered = own(sessionId);
      if (offered === undefined) return;
      const others = read().filter((kept) => kept !== offered && kept.sessionId !== sessionId);
      write([{ ...offered, offeredAt: Date.now() }, ...others]);
    },
    forget(sessionId) {
      if (own(sessionId) !== undefined) write(read().filter((kept) => kept.sessionId !== sessionId));
    },
  };
}

/** Storage is the shopper's to edit, and other programs of this origin may use it: what is not a draft is left out. */
function parseDrafts(stored: string | null): Kept[] {
  const list = parseJson(stored ?? '');
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST).flatMap((entry): Kept[] => {
    const draft = draftOf(entry ?? {});
    if (draft === null || typeof entry.sessionId !== 'string') return [];
    const { sessionId, offeredAt } = entry;
    return [{ ...draft, sessionId, ...(typeof offeredAt === 'number' ? { offeredAt } : {}) }];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const DraftContext = createContext<Drafts>({
  keep: () => {},
  of: () => null,
  offer: () => {},
  forget: () => {},
});

/** Above the pages, because each checkout has a page of its own. */
export function DraftProvider({ children }: { children: ReactNode }) {
  const [drafts] = useState(() => createDrafts());
  return <DraftContext value={drafts}>{children}</DraftContext>;
}

export function useDrafts(): Drafts {
  return useContext(DraftContext);
}
