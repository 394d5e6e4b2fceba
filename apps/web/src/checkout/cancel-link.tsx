import { Link } from 'wouter';
import { useMessages } from '../messages/messages-context.tsx';
import { isSafeUrl } from '../safe-url.ts';

export function CancelLink({ cancelUrl }: { cancelUrl: string | null }) {
  const { checkout } = useMessages();
  if (cancelUrl !== null && isSafeUrl(cancelUrl)) {
    return (
      <a className="cancel-link" href={cancelUrl}>
        {checkout.cancel}
      </a>
    );
  }
  return (
    <Link className="cancel-link" href="/">
      {checkout.cancel}
    </Link>
  );
}
