import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { readClientError } from '../client-error.ts';
import { PageShell } from '../page/page-shell.tsx';
import { Unreachable } from '../page/query-states.tsx';
import { unreachableDelay } from '../queries.ts';
import { type CheckoutClient, useClient } from '../trpc.ts';
import { FROM_BANK } from './came-from-bank.ts';
import { ProcessingPanel } from './processing-panel.tsx';

/** Where the bank's page comes back to. The address proves nothing: the server asks Inflow. */
export function ReturnPage({ sessionId }: { sessionId: string }) {
  const client = useClient();
  const [, navigate] = useLocation();
  const [tries, setTries] = useState({ failed: 0, delay: 0 });

  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      const responded = await complete(client, sessionId);
      if (gone) return;
      // Whatever the server said, the checkout page shows the session as it now stands.
      if (responded) navigate(`/checkout/${sessionId}`, { replace: true, state: FROM_BANK });
      else setTries(({ failed }) => afterFailure(failed + 1));
    }, tries.delay);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, sessionId, navigate, tries]);

  return (
    <PageShell width="narrow">
      {tries.failed === 0 ? (
        <ProcessingPanel returned failing={false} />
      ) : (
        <Unreachable
          retrying={tries.delay === 0}
          onRetry={() => setTries(({ failed }) => ({ failed, delay: 0 }))}
        />
      )}
    </PageShell>
  );
}

const A_DAY_MS = 24 * 60 * 60_000;

function afterFailure(failed: number) {
  return { failed, delay: unreachableDelay(failed) || A_DAY_MS };
}

/** Whether the server responded. Safe to repeat: `checkout.complete` reads first and confirms at most once. */
async function complete(client: CheckoutClient, sessionId: string): Promise<boolean> {
  try {
    await client.checkout.complete.mutate({ sessionId });
    return true;
  } catch (error) {
    return readClientError(error).kind === 'refused';
  }
}
