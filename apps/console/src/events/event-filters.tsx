import { EVENT_TYPES } from '@checkout/schemas/event';
import { useId, useState } from 'react';
import { useMessages } from '../messages/speech.tsx';
import type { EventsSearch } from '../search-params.ts';
import { Choice, Day } from '../table/filter-fields.tsx';

type EventFiltersProps = {
  readonly filters: Omit<EventsSearch, 'cursor'>;
  readonly onChange: (filters: EventsSearch) => void;
};

/** Each is in the address immediately, so that a view can be sent to a colleague. */
export function EventFilters({ filters, onChange }: EventFiltersProps) {
  const { events, payments } = useMessages();
  const set = (name: keyof EventsSearch) => (value: string) =>
    onChange({ ...filters, [name]: value === '' ? undefined : value });
  return (
    <fieldset className="filters" aria-label={events.filters}>
      <Choice
        label={events.type}
        value={filters.type}
        onChange={set('type')}
        options={EVENT_TYPES.map((type) => [type, type])}
      />
      {/* Another address brings another text. */}
      <About key={filters.about} value={filters.about} onChange={set('about')} />
      <Day label={payments.from} value={filters.createdFrom} onChange={set('createdFrom')} />
      <Day label={payments.to} value={filters.createdTo} onChange={set('createdTo')} />
      {Object.keys(filters).length > 0 && (
        <button type="button" className="button" onClick={() => onChange({})}>
          {payments.clear}
        </button>
      )}
    </fieldset>
  );
}

type AboutProps = { readonly value: string | undefined; readonly onChange: (value: string) => void };

/** Looked for when it is whole: with Enter, or when the field is left. */
function About({ value = '', onChange }: AboutProps) {
  const { events } = useMessages();
  const [typed, setTyped] = useState(value);
  const id = useId();
  const done = () => typed.trim() !== value && onChange(typed.trim());
  return (
    <div className="field">
      <label htmlFor={id}>{events.about}</label>
      <input
        id={id}
        className="control"
        value={typed}
        maxLength={128}
        placeholder={events.aboutHint}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
        onBlur={done}
        onKeyDown={({ key }) => key === 'Enter' && done()}
      />
    </div>
  );
}
