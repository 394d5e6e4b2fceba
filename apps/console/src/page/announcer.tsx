import { createContext, type ReactNode, useCallback, useContext, useRef } from 'react';

type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** The one polite live region of the console. */
export function Announcer({ children }: { children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const announce = useCallback((sentence: string) => {
    if (region.current !== null) region.current.textContent = sentence;
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div ref={region} role="status" aria-atomic="true" className="visually-hidden" />
    </AnnounceContext>
  );
}

export const useAnnounce = (): Announce => useContext(AnnounceContext);
