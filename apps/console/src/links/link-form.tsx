import type { CreateLink } from '@checkout/schemas/console-action';
import { type FormEvent, useId, useRef, useState } from 'react';
import { type ClientError, errorSentence, readClientError } from '../client-error.ts';
import { CURRENCIES } from '../currencies.ts';
import { useMessages } from '../messages/speech.tsx';
import { TextField } from '../page/text-field.tsx';
import { Notice } from '../page/tone.tsx';
import { type Outputs, useTRPCClient } from '../trpc.ts';
import { centsOf } from './cents-of.ts';

export type MadeLink = Outputs['session']['createLink'];

type Currency = (typeof CURRENCIES)[number];
const EMPTY = { name: '', price: '', quantity: '1', email: '', order: '', days: '7', reason: '' };
type Typed = typeof EMPTY;

/** What was typed stays until the link is made. */
export function LinkForm({ onMade }: { onMade: (link: MadeLink) => void }) {
  const { links, reason, acting, error: errors, field: problems } = useMessages();
  const { console: api } = useTRPCClient();
  const [typed, setTyped] = useState(EMPTY);
  const [currency, setCurrency] = useState<Currency>('EUR');
  const [error, setError] = useState<ClientError | null>(null);
  const [isSending, setSending] = useState(false);
  const sending = useRef(false);
  const id = useId();
  const set = (name: keyof Typed) => (value: string) => setTyped((now) => ({ ...now, [name]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setSending(true);
    setError(null);
    try {
      onMade(await api.session.createLink.mutate(linkOf(typed, currency)));
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
    const found = Object.entries(error.fieldErrors).find(
      ([at]) => at === path || at.startsWith(`${path}.`) || (at === 'products' && path.endsWith('.price')),
    );
    return found?.[1][0] === undefined ? undefined : problems[found[1][0]];
  };
  return (
    <form className="panel form" onSubmit={submit} noValidate>
      <TextField
        label={links.product}
        value={typed.name}
        onChange={set('name')}
        problem={problem('products.0.name')}
      />
      <div className="pair">
        <TextField
          label={links.price}
          inputMode="decimal"
          value={typed.price}
          onChange={set('price')}
          problem={problem('products.0.price')}
        />
        <TextField
          label={links.quantity}
          inputMode="numeric"
          value={typed.quantity}
          onChange={set('quantity')}
          problem={problem('products.0.quantity')}
        />
        <div className="field">
          <label htmlFor={id}>{links.currency}</label>
          <select
            id={id}
            className="control"
            value={currency}
            onChange={({ target }) => setCurrency(target.value as Currency)}
          >
            {CURRENCIES.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
      </div>
      <div className="pair">
        <TextField
          type="email"
          label={links.email}
          value={typed.email}
          onChange={set('email')}
          problem={problem('customerEmail')}
        />
        <TextField
          label={links.order}
          value={typed.order}
          onChange={set('order')}
          problem={problem('metadatas')}
        />
        <TextField
          label={links.days}
          inputMode="numeric"
          value={typed.days}
          onChange={set('days')}
          problem={problem('expiresInDays')}
        />
      </div>
      <TextField
        label={reason.label}
        hint={reason.hint}
        value={typed.reason}
        onChange={set('reason')}
        problem={problem('reason')}
      />
      {error !== null && (
        <Notice tone="bad" alert>
          {errors[errorSentence(error)]}
        </Notice>
      )}
      <div className="row">
        <button type="submit" className="button primary" aria-disabled={isSending || undefined}>
          {isSending ? acting.sending : links.create}
        </button>
      </div>
    </form>
  );
}

/** What is not a number is sent as one that the contract refuses, so that the server names the field. */
function linkOf(typed: Typed, currency: Currency): CreateLink {
  const { name, price, quantity, email, order, days, reason } = typed;
  return {
    products: [{ name, price: centsOf(price) ?? -1, quantity: wholeNumber(quantity) }],
    currency,
    ...(email.trim() === '' ? {} : { customerEmail: email }),
    metadatas: order.trim() === '' ? {} : { orderId: order.trim() },
    expiresInDays: wholeNumber(days),
    reason,
  };
}

function wholeNumber(typed: string): number {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : -1;
}
