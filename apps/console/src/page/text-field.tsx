import { useId } from 'react';

type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly type?: 'text' | 'email' | 'url' | 'number' | 'date';
  readonly inputMode?: 'decimal' | 'numeric';
};

/** A label above its field, a hint and what is wrong below, each tied to it. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  problem,
  type = 'text',
  inputMode,
}: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        inputMode={inputMode}
        className="control"
        value={value}
        autoComplete="off"
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-problem ${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p className="problem" id={`${id}-problem`}>
        {problem}
      </p>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
