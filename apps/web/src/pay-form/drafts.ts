import type { Draft } from './draft.ts';

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
