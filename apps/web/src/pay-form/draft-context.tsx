import { createContext, type ReactNode, useContext, useState } from 'react';
import { createDrafts, type Drafts } from './drafts.ts';

const DraftContext = createContext<Drafts>({ keep: () => {}, of: () => null, handOver: () => {} });

/** Above the pages, because each checkout has a page of its own. */
export function DraftProvider({ children }: { children: ReactNode }) {
  const [drafts] = useState(createDrafts);
  return <DraftContext value={drafts}>{children}</DraftContext>;
}

export function useDrafts(): Drafts {
  return useContext(DraftContext);
}
