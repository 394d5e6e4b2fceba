import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../messages/messages-context.tsx';
import { LanguageSelect } from './language-select.tsx';
import { Logo } from './logo.tsx';
import { useMerchant } from './merchant-context.tsx';
import { OfflineBanner } from './offline-banner.tsx';

/** What every page has around it. */
export function PageShell({ children, width = 'wide' }: { children: ReactNode; width?: 'wide' | 'narrow' }) {
  const { page } = useMessages();
  const merchant = useMerchant();
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {page.skipToContent}
      </a>
      <header className="shell-header">
        <Link href="/" className="brand" aria-label={page.toStore(merchant.name)}>
          <Logo />
          <span aria-hidden="true">{merchant.name}</span>
        </Link>
        <OfflineBanner />
      </header>
      <main id="content" tabIndex={-1} className={`shell-main ${width}`}>
        {children}
      </main>
      <footer className="shell-footer">
        <p>{page.footer}</p>
        <LanguageSelect />
      </footer>
    </div>
  );
}
