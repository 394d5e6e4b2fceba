import { useMessages } from '../messages/messages-context.tsx';
import { PageShell } from './page-shell.tsx';

export function LoadingPage() {
  const { page } = useMessages();
  return (
    <PageShell>
      <p className="loading">{page.loading}</p>
    </PageShell>
  );
}
