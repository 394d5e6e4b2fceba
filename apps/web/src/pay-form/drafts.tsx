import { createContext, type ReactNode, useContext, useState } from 'react';
import type { FormValues } from './form-values.ts';

/** What is worth typing only once. Nothing of the card, not even the name on it. */
export type Draft = Pick<
  FormValues,
  'email' | 'country' | 'postalCode' | 'business' | 'businessName' | 'taxId'
>;

export function draftOf(values: FormValues): Draft {
  const { email, country, postalCode, business, businessName, taxId } = values;
  return { email, country, postalCode, business, businessName, taxId };
}

/** What was typed into a checkout, in memory only, for the fresh one that takes its place. */
export type Drafts = {
  keep(sessionId: string, draft: Draft): void;
  of(sessionId: string): Draft | null;
  /** The fresh checkout begins with what was typed into the old one. */
  handOver(from: string, to: string): void;
};

export function createDrafts(): Drafts {
  let kept: { sessionId: string; draft: Draft } | null = null;
  const of = (sessionId: string) => (kept?.sessionId === sessionId ? kept.draft : null);
  return {
    of,
    keep(sessionId, draft) {
      kept = { sessionId, draft };
    },
    handOver(from, to) {
      const draft = of(from);
      kept = draft === null ? null : { sessionId: to, draft };
    },
  };
}

const DraftContext = createContext<Drafts>({ keep: () => {}, of: () => null, handOver: () => {} });

/** Above the pages, because each checkout has a page of its own. */
export function DraftProvider({ children }: { children: ReactNode }) {
  const [drafts] = useState(createDrafts);
  return <DraftContext value={drafts}>{children}</DraftContext>;
}

export function useDrafts(): Drafts {
  return useContext(DraftContext);
}
