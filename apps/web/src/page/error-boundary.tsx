import { Component, type ReactNode } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { PageShell } from './page-shell.tsx';
import { StatePanel } from './state-panel.tsx';

type ErrorBoundaryProps = { children: ReactNode };

/** A part of the page that could not be loaded or drawn. What was paid is on the server: a fresh page shows it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const { broken, unreachable } = useMessages();
  return (
    <PageShell width="narrow">
      <StatePanel icon="broken" heading={broken.heading}>
        <p>{broken.body}</p>
        <button type="button" className="button primary" onClick={() => window.location.reload()}>
          {unreachable.again}
        </button>
      </StatePanel>
    </PageShell>
  );
}
