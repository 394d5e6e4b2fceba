import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from './announcer.tsx';
import { useOnline } from './browser-state.ts';
import { LanguageSelect } from './language-select.tsx';
import { useMerchant } from './merchant-context.tsx';
import { MerchantLinks } from './merchant-links.tsx';

/** What every page has around it. */
export function PageShell({ children, width = 'wide' }: { children: ReactNode; width?: 'wide' | 'narrow' }) {
  const { page } = useMessages();
  const merchant = useMerchant();
  const { store, testMode } = useInitialPageData();
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {page.skipToContent}
      </a>
      <header className="shell-header">
        {store ? (
          <Link href="/" className="brand" aria-label={page.toStore(merchant.name)}>
            <Logo />
            <span aria-hidden="true">{merchant.name}</span>
          </Link>
        ) : (
          <p className="brand">
            <Logo />
            {merchant.name}
          </p>
        )}
        {testMode && <p className="test-mode">{page.testMode}</p>}
        <OfflineBanner />
      </header>
      <main id="content" tabIndex={-1} className={`shell-main ${width}`}>
        {children}
      </main>
      <footer className="shell-footer">
        <p>{page.footer}</p>
        <MerchantLinks />
        <LanguageSelect />
      </footer>
    </div>
  );
}

function Logo() {
  const { logo } = useMerchant();
  if (logo === null) return null;
  // With a low priority, or React would write a preload for it in front of everything else.
  return (
    <img
      className="logo"
      src={logo.path}
      width={logo.width}
      height={logo.height}
      alt=""
      fetchPriority="low"
    />
  );
}

function OfflineBanner() {
  const online = useOnline();
  const announce = useAnnounce();
  const { page } = useMessages();

  const wasOffline = useRef(false);

  useEffect(() => {
    if (!online) announce(page.offline);
    else if (wasOffline.current) announce(page.online);
    wasOffline.current = !online;
  }, [online, announce, page]);

  return online ? null : <p className="offline-banner">{page.offline}</p>;
}
