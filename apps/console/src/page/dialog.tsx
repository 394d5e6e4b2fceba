import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

type DialogProps = { title: string; onClose: () => void; children: ReactNode };

/** The browser's own modal dialog: it keeps the focus, ends with Escape, and gives the focus back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect ends while the element is still in the page: only then can closing it give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null || element.open) return;
    element.showModal();
    return () => {
      element.close();
      // Its button may be gone.
      if (document.activeElement === document.body) document.querySelector('h1')?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="form">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
