import { type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../messages/speech.tsx';

type PageHeadingProps = { title: string; intro?: ReactNode; beside?: ReactNode; actions?: ReactNode };

/** The page's one first-level heading; also the document's title. A new page takes the focus, so that it is read out. */
export function PageHeading({ title, intro, beside, actions }: PageHeadingProps) {
  const { shell } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${shell.title}`;
  }, [title, shell.title]);
  useEffect(() => {
    // Not while typing: the search field shows its results as another page.
    if (!(document.activeElement instanceof HTMLInputElement))
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="page-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {beside}
      {actions !== undefined && <div className="actions">{actions}</div>}
      {intro !== undefined && <p>{intro}</p>}
    </header>
  );
}
