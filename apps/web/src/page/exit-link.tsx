import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { isSafeUrl } from '../safe-url.ts';
import { StoreLink } from './store-link.tsx';

type ExitLinkProps = { url: string | null; look?: string; children: ReactNode };

/** To the URL that the session's creator gave; where there is none, to the store. */
export function ExitLink({ url, look = 'button primary', children }: ExitLinkProps) {
  const { receipt } = useMessages();
  return url !== null && isSafeUrl(url) ? (
    <a className={look} href={url}>
      {children}
    </a>
  ) : (
    <StoreLink look={look}>{receipt.toStore}</StoreLink>
  );
}
