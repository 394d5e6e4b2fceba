import { useEffect, useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { ExitLink } from '../page/exit-link.tsx';
import { isSafeUrl } from '../safe-url.ts';

/** Time to see that the payment was accepted. */
const RETURN_AFTER_MS = 8_000;

type WayBackProps = {
  successUrl: string | null;
  reference: string;
  /** The payment was accepted while this page was open: its shopper is on the way to the shop. */
  justPaid: boolean;
};

/** To the shop that sent the shopper, by itself after some seconds unless they want to stay. Names the session by what permits nothing. */
export function WayBack({ successUrl, reference, justPaid }: WayBackProps) {
  const { receipt } = useMessages();
  const announce = useAnnounce();
  const url = successUrl !== null && isSafeUrl(successUrl) ? withReference(successUrl, reference) : null;
  const [leaves, setLeaves] = useState(justPaid && url !== null);

  useEffect(() => {
    if (!leaves || url === null) return;
    announce(receipt.returning);
    const timer = setTimeout(() => window.location.assign(url), RETURN_AFTER_MS);
    // They are keeping the receipt, and may want to look whether they have it.
    const stay = () => setLeaves(false);
    window.addEventListener('beforeprint', stay);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('beforeprint', stay);
    };
  }, [leaves, url, announce, receipt]);

  return (
    <>
      <ExitLink url={url}>{receipt.continue}</ExitLink>
      {leaves && (
        <>
          <p>{receipt.returning}</p>
          <button type="button" className="button" onClick={() => setLeaves(false)}>
            {receipt.stay}
          </button>
        </>
      )}
    </>
  );
}

function withReference(successUrl: string, reference: string): string {
  const url = new URL(successUrl);
  url.searchParams.set('session_id', reference);
  return url.href;
}
