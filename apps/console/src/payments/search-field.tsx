import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../messages/speech.tsx';
import { Icon } from '../page/icon.tsx';

/** Between two letters of one word; the list follows what is typed. */
const PAUSE_MS = 150;

/** The one search field. What is typed is in the address of the list, which shows its results while one types. */
export function SearchField() {
  const { shell } = useMessages();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const isList = pathname === '/payments';
  const inAddress = (isList && (search as { query?: string }).query) || '';
  const [typed, setTyped] = useState(inAddress);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Another address, as by the browser's way back: then the field follows.
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(inAddress);
  }, [inAddress]);

  useEffect(() => {
    const focusBySlash = (event: KeyboardEvent) => {
      const { target } = event;
      const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', focusBySlash);
    return () => document.removeEventListener('keydown', focusBySlash);
  }, []);

  const show = (query: string) => {
    clearTimeout(timer.current);
    navigate({
      to: '/payments',
      // Filters stay while one types; another page of the former results would not fit.
      search: (now) => {
        const { cursor: _, query: __, ...filters } = isList ? (now as Record<string, string>) : {};
        return query.trim() === '' ? filters : { ...filters, query: query.trim() };
      },
      replace: isList,
    });
  };
  return (
    <search className="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          show(typed);
        }}
      >
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          className="control"
          aria-label={shell.search}
          placeholder={shell.searchHint}
          value={typed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => {
            setTyped(target.value);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => show(target.value), PAUSE_MS);
          }}
        />
      </form>
    </search>
  );
}
