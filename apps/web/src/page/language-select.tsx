import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '../messages/language.ts';
import { useChooseLanguage, useMessages } from '../messages/messages-context.tsx';

export function LanguageSelect() {
  const { lang, page } = useMessages();
  const choose = useChooseLanguage();
  return (
    <div className="language">
      <label htmlFor="language">{page.language}</label>
      <span className="control select">
        <select
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
