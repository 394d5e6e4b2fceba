import { useEffect, useId } from 'react';
import { type ActionProps, loadDialog, useActionHost } from './action-host.tsx';

/** Of the button, and of its dialog: an entry of the messages, or one with what depends on the case. */
type Words = Pick<ActionProps, 'title' | 'body' | 'confirm'> & { readonly button: string };

type ActionButtonProps = Omit<ActionProps, keyof Words> & {
  readonly words: Words;
  readonly look?: string;
};

/** A button, and the dialog that it opens. */
export function ActionButton({ words, look = '', ...props }: ActionButtonProps) {
  const { button, title, body, confirm } = words;
  const action = { ...props, title, body, confirm };
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
      {button}
    </button>
  );
}
