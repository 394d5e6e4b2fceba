import { TOKEN_SCOPES } from '@checkout/schemas/console-settings';
import { useState } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useMessages } from '../messages/speech.tsx';
import { ShownOnce } from '../page/shown-once.tsx';
import { TextField } from '../page/text-field.tsx';
import { useTRPCClient } from '../trpc.ts';

type Scope = (typeof TOKEN_SCOPES)[number];

export function MakeToken() {
  const { tokens } = useMessages();
  const { console: api } = useTRPCClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const [scopes, setScopes] = useState<readonly Scope[]>(['read']);
  const [own, setOwn] = useState(false);
  return (
    <ActionButton
      words={{ button: tokens.create, title: tokens.createTitle, body: tokens.intro, confirm: tokens.create }}
      look="primary"
      act={async (reason) => {
        const { token } = await api.tokens.create.mutate({
          name,
          scopes: [...scopes],
          own,
          expiresInDays: Number(days),
          reason,
        });
        setName('');
        return {
          tone: 'good',
          sentence: <ShownOnce label={tokens.secretTitle} hint={tokens.secret} value={token} />,
        };
      }}
    >
      <TextField label={tokens.name} hint={tokens.nameHint} value={name} onChange={setName} />
      <fieldset className="field">
        <legend>{tokens.scopes}</legend>
        <div className="row">
          {TOKEN_SCOPES.map((scope) => (
            <label key={scope} className="check">
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={({ target }) =>
                  setScopes(target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))
                }
              />
              <code>{scope}</code>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="check">
        <input type="checkbox" checked={own} onChange={({ target }) => setOwn(target.checked)} />
        {tokens.ownLabel}
      </label>
      <TextField label={tokens.days} inputMode="numeric" value={days} onChange={setDays} />
    </ActionButton>
  );
}
