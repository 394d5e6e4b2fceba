import { useQueryClient } from '@tanstack/react-query';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '../messages/language.ts';
import { useChooseLanguage, useMessages } from '../messages/speech.tsx';
import { forgetPerson } from '../queries.ts';
import { useTRPCClient } from '../trpc.ts';
import { Icon } from './icon.tsx';
import { useMe } from './me.tsx';

/** Who is signed in, the language, and the way out. */
export function WhoIsSignedIn() {
  const { shell, roles, lang } = useMessages();
  const choose = useChooseLanguage();
  const { operator } = useMe();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const signOut = async (everywhere: boolean) => {
    await client.console.signOut.mutate({ everywhere }).catch(() => {});
    await forgetPerson(queryClient);
  };
  return (
    <div className="who">
      <div>
        <strong>{operator.name}</strong>
        <br />
        {roles[operator.role]}
      </div>
      <select
        aria-label={shell.language}
        value={lang}
        onChange={({ target }) => isLanguage(target.value) && choose(target.value)}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
      <button type="button" className="button small" onClick={() => signOut(false)}>
        <Icon name="out" />
        {shell.signOut}
      </button>
      <button type="button" className="button small" onClick={() => signOut(true)}>
        <Icon name="out" />
        {shell.signOutEverywhere}
      </button>
    </div>
  );
}
