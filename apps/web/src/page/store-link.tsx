import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';

/** To the demo store; nothing where there is none. */
export function StoreLink({ look, children }: { look: string; children: ReactNode }) {
  if (!useInitialPageData().store) return null;
  return (
    <Link className={look} href="/">
      {children}
    </Link>
  );
}
