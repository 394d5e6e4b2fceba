import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import type { ActionDialogProps } from './action-dialog.tsx';

export const loadDialog = () => import('./action-dialog.tsx');
// The page can be read without it.
const ActionDialog = lazy(async () => ({ default: (await loadDialog()).ActionDialog }));

export type ActionProps = Omit<ActionDialogProps, 'onClose'>;

type Host = {
  /** Opens the dialog of the button with this id. */
  readonly show: (id: string, action: ActionProps) => void;
  /** What that button says now; nothing where another dialog is open, or none. */
  readonly update: (id: string, action: ActionProps) => void;
};

const HostContext = createContext<Host | null>(null);

/**
 * Renders the dialogs. Not at their buttons: an action often removes its button, and its result still has to be shown.
 */
export function ActionHost({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ id: string; action: ActionProps } | null>(null);
  const host = useMemo(
    (): Host => ({
      show: (id, action) => setOpen({ id, action }),
      update: (id, action) => setOpen((now) => (now?.id === id ? { id, action } : now)),
    }),
    [],
  );
  return (
    <HostContext value={host}>
      {children}
      {open !== null && (
        <Suspense>
          <ActionDialog key={open.id} {...open.action} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </HostContext>
  );
}

export function useActionHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('There is no ActionHost above this component');
  return host;
}
