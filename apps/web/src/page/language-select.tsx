import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '@checkout/schemas/language';
import { useEffect, useRef } from 'react';
import { useChooseLanguage, useMessages } from '../messages/messages-context.tsx';

export function LanguageSelect() {
  const { lang, page } = useMessages();
  const choose = useChooseLanguage();
  const select = useRef<HTMLSelectElement>(null);

  // It may have been changed before this page's code was there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is hydrated
  useEffect(() => {
    const wanted = select.current?.value;
    if (isLanguage(wanted) && wanted !== lang) choose(wanted);
  }, []);

  return (
    <div className="language">
      <label htmlFor="language">{page.language}</label>
      <span className="control select">
        <select
          ref={select}
          id="language"
          value={lang}
          onChange={({ target }) => {
            if (isLanguage(target.value)) choose(target.value);
          }}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {LANGUAGE_NAMES[language]}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
