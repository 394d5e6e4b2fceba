import { createContext, type ReactNode, useCallback, useContext, useRef } from 'react';

type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** Long enough to be read out, short enough not to be met again while browsing the page. */
const STAYS_MS = 5_000;

/** The one polite live region of the page. */
export function Announcer({ children }: { children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const announce = useCallback((sentence: string) => {
    const node = region.current;
    if (node === null || sentence === '') return;
    clearTimeout(timer.current);
    node.textContent = sentence;
    timer.current = setTimeout(() => {
      node.textContent = '';
    }, STAYS_MS);
  }, []);

  return (
    <AnnounceContext value={announce}>
      {children}
      <div ref={region} role="status" aria-live="polite" aria-atomic="true" className="visually-hidden" />
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
