import { Link } from 'wouter';
import { useMessages } from '../messages/messages-context.tsx';
import { PageShell } from './page-shell.tsx';
import { StatePanel } from './state-panel.tsx';

export function NotFoundPage() {
  const { notFound } = useMessages();
  return (
    <PageShell width="narrow">
      <StatePanel icon="missing" heading={notFound.heading}>
        <p>{notFound.body}</p>
        <Link href="/" className="button primary">
          {notFound.toStore}
        </Link>
      </StatePanel>
    </PageShell>
  );
}
