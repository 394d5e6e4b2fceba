import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { SearchField } from '../payments/search-field.tsx';
import { useTRPC } from '../trpc.ts';
import { Icon, type IconName } from './icon.tsx';
import { useMay, useMe } from './me.tsx';
import { Status } from './tone.tsx';
import { WhoIsSignedIn } from './who.tsx';

/** What stands around each page: the way to the others, the one search field, and who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const { shell } = useMessages();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  const { testMode } = useMe();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="shell" data-menu={open ? 'open' : 'closed'}>
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <aside className="rail" id="menu">
        <p className="brand">
          <img src="/favicon.svg" alt="" />
          {shell.product}
        </p>
        <Navigation />
        <WhoIsSignedIn />
      </aside>
      <div>
        <header className="top">
          <button
            type="button"
            className="button menu-button"
            aria-expanded={open}
            aria-controls="menu"
            aria-label={shell.menu}
            onClick={() => setOpen(!open)}
          >
            <Icon name="menu" />
          </button>
          <SearchField />
          {testMode && (
            <span className="test-mode">
              <Status tone="info">{shell.testMode}</Status>
            </span>
          )}
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

type NavigationItem = { name: keyof Messages['nav']; icon: IconName; link: LinkProps; count?: number };

function Navigation() {
  const { nav, shell } = useMessages();
  const { number } = useFormats();
  const trpc = useTRPC();
  const mayMakeLinks = useMay('paymentLink');
  const mayExport = useMay('export');
  const { data: counts } = useQuery(trpc.console.overview.queryOptions());
  const attention =
    counts &&
    counts.unresolved.count +
      counts.stray +
      counts.unacknowledged +
      counts.refundsFailed +
      counts.deadWebhooks;
  const items: NavigationItem[] = [
    { name: 'overview', icon: 'overview', link: { to: '/' } },
    { name: 'payments', icon: 'payments', link: { to: '/payments' } },
    { name: 'approvals', icon: 'approvals', link: { to: '/approvals' }, count: counts?.approvals ?? 0 },
    {
      name: 'attention',
      icon: 'attention',
      link: { to: '/attention/$kind', params: { kind: 'unresolved' } },
      count: attention ?? 0,
    },
    { name: 'events', icon: 'events', link: { to: '/events' } },
    { name: 'endpoints', icon: 'endpoints', link: { to: '/endpoints' }, count: counts?.pausedEndpoints ?? 0 },
    ...(mayMakeLinks ? [{ name: 'links', icon: 'link', link: { to: '/links' } } as const] : []),
    ...(mayExport ? [{ name: 'exports', icon: 'exports', link: { to: '/exports' } } as const] : []),
    {
      name: 'settings',
      icon: 'settings',
      link: { to: '/settings/$section', params: { section: 'general' } },
    },
  ];
  return (
    <nav aria-label={shell.navigation}>
      <ul>
        {items.map(({ name, icon, link, count = 0 }) => (
          <li key={name}>
            <NavigationLink link={link}>
              <Icon name={icon} />
              {nav[name]}
              {count > 0 && <span className="count">{number(count)}</span>}
            </NavigationLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Marked while a page of its part is shown: each list of what needs attention, each part of the settings. */
function NavigationLink({ link, children }: { link: LinkProps; children: ReactNode }) {
  const { pathname } = useLocation();
  const part = String(link.to).split('/')[1];
  const isCurrent = pathname.split('/')[1] === part;
  return (
    <Link {...link} activeProps={{}} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </Link>
  );
}
