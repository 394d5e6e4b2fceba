import { Link } from '@tanstack/react-router';
import { CURRENCIES } from '../currencies.ts';
import { useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { compact, type PaymentsSearch } from '../search-params.ts';
import { Choice, Day } from '../table/filter-fields.tsx';

type PaymentFiltersProps = { search: PaymentsSearch; onChange: (search: PaymentsSearch) => void };

/** Each is in the address immediately, so that a view can be sent to a colleague. */
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
