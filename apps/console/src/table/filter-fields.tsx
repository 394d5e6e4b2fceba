import { useId } from 'react';
import { useMessages } from '../messages/speech.tsx';

type ChoiceProps = {
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
};

/** One of some values, or any. */
export function Choice({ label, value = '', options, onChange }: ChoiceProps) {
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

/** A day, UTC. */
export function Day({ label, value = '', onChange }: DayProps) {
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
