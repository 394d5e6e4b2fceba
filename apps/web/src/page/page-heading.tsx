import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useMerchant } from './merchant-context.tsx';

let firstOfDocument = true;

/**
 * The page's only h1. When the page's state changes, the focus moves to it, so that a screen reader says where
 * one is now; on the first load the focus stays where the browser put it.
 */
export function PageHeading({ children, text }: { children?: ReactNode; text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { page } = useMessages();
  const merchant = useMerchant();

  useDocumentTitle(page.title(text, merchant.name));

  // Read once: strict mode runs the effect twice.
  const [first] = useState(() => firstOfDocument);
  useEffect(() => {
    firstOfDocument = false;
    if (!first) heading.current?.focus();
  }, [first]);

  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? text}
    </h1>
  );
}

/** Where the server collects the title of the page that it draws. */
export const TitleContext = createContext<(title: string) => void>(() => {});

function useDocumentTitle(title: string): void {
  useContext(TitleContext)(title);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
