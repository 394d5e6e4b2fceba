import { useEffect, useId } from 'react';
import { type ActionProps, loadDialog, useActionHost } from './action-host.tsx';

type ActionButtonProps = ActionProps & {
  readonly label: string;
  readonly look?: string;
};

/** A button, and the dialog that it opens. */
export function ActionButton({ label, look = '', ...action }: ActionButtonProps) {
  const host = useActionHost();
  const id = useId();
  useEffect(() => {
    // So that it is there when it is needed. Where that fails now, the click asks again.
    loadDialog().catch(() => {});
  }, []);
  // Fields in the dialog have their state here.
  useEffect(() => host.update(id, action));
  return (
    <button
      type="button"
      className={`button ${look}`}
      aria-haspopup="dialog"
      onClick={() => host.show(id, action)}
    >
      {label}
    </button>
  );
}
