import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ActionHost } from './actions/action-host.tsx';
import { isSignedOut } from './client-error.ts';
import { useMessages } from './messages/speech.tsx';
import { MeProvider } from './page/me.tsx';
import { PageHeading } from './page/page-heading.tsx';
import { Shell } from './page/shell.tsx';
import { QueryProblem } from './page/states.tsx';
import { useTRPC } from './trpc.ts';

// Most who open the console are signed in.
const SignInPage = lazy(async () => ({ default: (await import('./sign-in/sign-in-page.tsx')).SignInPage }));

/** Each address shows its page to those who are signed in, and the sign-in to others: afterwards the page is there. */
export function Root() {
  const trpc = useTRPC();
  const { pathname, href } = useLocation();
  const isSignIn = pathname === '/sign-in';
  const { shell } = useMessages();
  const me = useQuery(trpc.console.me.queryOptions());
  if (me.data === undefined && (isSignIn || isSignedOut(me.error)))
    return (
      <Suspense>
        <SignInPage returnTo={isSignIn ? '/' : href} />
      </Suspense>
    );
  if (isSignedOut(me.error))
    return (
      <Suspense>
        <SignInPage returnTo={href} wasSignedIn />
      </Suspense>
    );
  if (me.data === undefined)
    return (
      <div className="alone">
        {me.isError && (
          <main>
            <PageHeading title={shell.title} />
            <QueryProblem error={me.error} onRetry={me.refetch} />
          </main>
        )}
      </div>
    );
  return (
    <MeProvider value={me.data}>
      <ActionHost>
        <Shell>
          <Outlet />
        </Shell>
      </ActionHost>
    </MeProvider>
  );
}
