import { createContext, useContext, useEffect } from 'react';

/** Where the server collects the title of the page that it draws. */
export const TitleContext = createContext<(title: string) => void>(() => {});

export function useDocumentTitle(title: string): void {
  useContext(TitleContext)(title);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
