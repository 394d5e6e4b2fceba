import { Link } from 'wouter';
import { useMessages } from '../messages/messages-context.tsx';
import { StatePanel } from '../page/state-panel.tsx';
import { isSafeUrl } from '../safe-url.ts';

/** Not an error: a way on. */
export function ExpiredPanel({ cancelUrl }: { cancelUrl: string | null }) {
  const { expired } = useMessages();
  return (
    <StatePanel icon="expired" heading={expired.heading}>
      <p>{expired.body}</p>
      {cancelUrl !== null && isSafeUrl(cancelUrl) ? (
        <a className="button primary" href={cancelUrl}>
          {expired.back}
        </a>
      ) : (
        <Link className="button primary" href="/">
          {expired.again}
        </Link>
      )}
    </StatePanel>
  );
}
