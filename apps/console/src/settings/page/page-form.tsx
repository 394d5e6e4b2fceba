import { SCHEMES } from '@checkout/schemas/appearance';
import { CONSENT_KINDS } from '@checkout/schemas/merchant-page';
import { type FormEvent, useId, useRef, useState } from 'react';
import { type ClientError, errorSentence, readClientError } from '../../client-error.ts';
import { useMessages } from '../../messages/speech.tsx';
import { useMay } from '../../page/me.tsx';
import { TextField } from '../../page/text-field.tsx';
import { Notice } from '../../page/tone.tsx';
import { type Outputs, useTRPCClient } from '../../trpc.ts';
import { Choice } from './choice.tsx';
import { LogoField } from './logo-field.tsx';
import { PagePreview } from './page-preview.tsx';
import { LINK_NAMES, settingsOf, type TypedPage, typedOf } from './typed-page.ts';

type Page = Outputs['page']['get'];

/** What is left empty is as the deployment's file has it, which stands in the preview. What was typed stays until it is saved. */
export function PageForm({ page, onSaved }: { page: Page; onSaved: () => unknown }) {
  const { pageSettings: words, reason: reasonWords, acting, error: errors, field: problems } = useMessages();
  const { console: api } = useTRPCClient();
  const mayChange = useMay('page');
  const [typed, setTyped] = useState(() => typedOf(page.saved?.settings ?? {}));
  /** base64; null: taken away; undefined: as it is. */
  const [logo, setLogo] = useState<string | null | undefined>(undefined);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<ClientError | null>(null);
  const [isSending, setSending] = useState(false);
  const sending = useRef(false);
  const id = useId();
  const set = (name: keyof TypedPage) => (value: string) => setTyped((now) => ({ ...now, [name]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setSending(true);
    setError(null);
    try {
      await api.page.update.mutate({
        settings: settingsOf(typed),
        ...(logo === undefined ? {} : { logo }),
        version: page.saved?.version ?? null,
        reason,
      });
      await onSaved();
    } catch (thrown) {
      setError(readClientError(thrown));
    } finally {
      sending.current = false;
      setSending(false);
    }
  };
  /** Of the field with this path in the contract, or of one below it. */
  const problem = (path: string) => {
    if (error?.kind !== 'refused') return undefined;
    const found = Object.entries(error.fieldErrors).find(([at]) => at === path || at.startsWith(`${path}.`));
    return found?.[1][0] === undefined ? undefined : problems[found[1][0]];
  };
  const text = (name: keyof TypedPage, path: string, hint?: string) => (
    <TextField
      key={name}
      label={words.fields[name]}
      value={typed[name]}
      onChange={set(name)}
      problem={problem(`settings.${path}`)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <form className="panel form" onSubmit={submit} noValidate>
      <PagePreview page={page} typed={typed} logo={logo} />
      <fieldset className="form" disabled={!mayChange}>
        <legend>{words.look}</legend>
        <div className="pair">
          {text('name', 'appearance.name')}
          {text('accent', 'appearance.accent', words.accentHint)}
          {text('radius', 'appearance.radius', words.radiusHint)}
        </div>
        <div className="pair">
          <Choice
            label={words.fields.font}
            value={typed.font}
            onChange={set('font')}
            options={page.fonts.map((font) => [font, font])}
          />
          <Choice
            label={words.fields.scheme}
            value={typed.scheme}
            onChange={set('scheme')}
            options={SCHEMES.map((scheme) => [scheme, words.schemes[scheme]])}
          />
          <LogoField
            pictures={page.pictures}
            value={typed.logo}
            onChange={set('logo')}
            onUpload={setLogo}
            problem={problem('logo') ?? problem('settings.appearance.logo')}
          />
        </div>
      </fieldset>
      <fieldset className="form" disabled={!mayChange}>
        <legend>{words.links}</legend>
        <div className="pair">{LINK_NAMES.map((name) => text(name, `links.${name}`))}</div>
        <Choice
          label={words.fields.consent}
          value={typed.consent}
          onChange={set('consent')}
          options={CONSENT_KINDS.map((kind) => [kind, words.consents[kind]])}
        />
      </fieldset>
      <fieldset className="form" disabled={!mayChange}>
        <legend>{words.seller}</legend>
        <div className="pair">
          {text('sellerName', 'seller.name')}
          {text('vatId', 'seller.vatId')}
        </div>
        <div className="field">
          <label htmlFor={id}>{words.fields.address}</label>
          <textarea
            id={id}
            className="control"
            rows={3}
            value={typed.address}
            aria-invalid={problem('settings.seller.address') !== undefined || undefined}
            aria-describedby={`${id}-problem`}
            onChange={({ target }) => set('address')(target.value)}
          />
          <p className="problem" id={`${id}-problem`}>
            {problem('settings.seller.address')}
          </p>
        </div>
      </fieldset>
      {mayChange && (
        <>
          <TextField
            label={reasonWords.label}
            hint={reasonWords.hint}
            value={reason}
            onChange={setReason}
            problem={problem('reason')}
          />
          {error !== null && (
            <Notice tone="bad" alert>
              {errors[errorSentence(error)]}
            </Notice>
          )}
          <div className="row">
            <button type="submit" className="button primary" aria-disabled={isSending || undefined}>
              {isSending ? acting.sending : words.save}
            </button>
          </div>
        </>
      )}
    </form>
  );
}
