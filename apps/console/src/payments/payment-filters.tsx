import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { CURRENCIES } from '../currencies.ts';
import { useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { compact, type PaymentsSearch } from '../search-params.ts';

type PaymentFiltersProps = { search: PaymentsSearch; onChange: (search: PaymentsSearch) => void };

/** Each is in the address at once, so that a view can be sent to a colleague. */
export function PaymentFilters({ search, onChange }: PaymentFiltersProps) {
  const messages = useMessages();
  const { payments, exports } = messages;
  const mayExport = useMay('export');
  const { cursor: _, ...rest } = search;
  const set = (name: keyof PaymentsSearch) => (value: string) =>
    onChange({ ...rest, [name]: value === '' ? undefined : value });
  const { query: __, sort: ___, ...filters } = rest;
  return (
    <fieldset className="filters" aria-label={payments.filters}>
      <Choice
        label={payments.status}
        value={search.status}
        onChange={set('status')}
        options={Object.entries(messages.paymentStatus)}
      />
      <Choice
        label={payments.refund}
        value={search.refund}
        onChange={set('refund')}
        options={Object.entries(messages.refundState)}
      />
      <Choice
        label={payments.currency}
        value={search.currency}
        onChange={set('currency')}
        options={CURRENCIES.map((currency) => [currency, currency])}
      />
      <Choice
        label={payments.decline}
        value={search.declineCode}
        onChange={set('declineCode')}
        options={Object.entries(messages.declineCode)}
      />
      <Day label={payments.from} value={search.createdFrom} onChange={set('createdFrom')} />
      <Day label={payments.to} value={search.createdTo} onChange={set('createdTo')} />
      <label className="check">
        <input
          type="checkbox"
          checked={search.stray === 'true'}
          onChange={({ target }) => set('stray')(target.checked ? 'true' : '')}
        />
        {payments.strayOnly}
      </label>
      {Object.keys(filters).length > 0 && (
        <button
          type="button"
          className="button"
          onClick={() => onChange(compact({ query: search.query, sort: search.sort }))}
        >
          {payments.clear}
        </button>
      )}
      {mayExport && (
        <Link className="button" to="/exports" search={{ ...filters, kind: 'payments' }}>
          {exports.fromList}
        </Link>
      )}
    </fieldset>
  );
}

type ChoiceProps = {
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
};

function Choice({ label, value = '', options, onChange }: ChoiceProps) {
  const { payments } = useMessages();
  const id = useId();
  const known = options.some(([option]) => option === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="control" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{payments.any}</option>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
        {/* Values are open: an address may have one that is newer than this page. */}
        {value !== '' && !known && <option value={value}>{value}</option>}
      </select>
    </div>
  );
}

type DayProps = { label: string; value: string | undefined; onChange: (value: string) => void };

function Day({ label, value = '', onChange }: DayProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className="control"
        value={value.slice(0, 10)}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
