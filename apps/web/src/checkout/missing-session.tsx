import { Link } from 'wouter';
import { useMessages } from '../messages/messages-context.tsx';
import { StatePanel } from '../page/state-panel.tsx';

export function MissingSession() {
  const { notFound } = useMessages();
  return (
    <StatePanel icon="missing" heading={notFound.checkoutHeading}>
      <p>{notFound.checkoutBody}</p>
      <Link href="/" className="button primary">
        {notFound.toStore}
      </Link>
    </StatePanel>
  );
}
