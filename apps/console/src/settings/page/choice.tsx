import { useId } from 'react';
import { useMessages } from '../../messages/speech.tsx';

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
};

/** One of some values, or what the deployment's file says. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const { pageSettings } = useMessages();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="control" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{pageSettings.asInFile}</option>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
