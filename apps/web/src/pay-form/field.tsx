import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import type { Messages } from '../messages/messages.ts';
import { useMessages } from '../messages/messages-context.tsx';
import type { ShownProblem } from './form-problems.ts';
import type { FieldName } from './form-values.ts';

type FieldFrameProps = FieldTexts & {
  name: FieldName;
  className?: string;
  /** One of a group of fields with one line for all their notes: the note stands beside the field, not within it. */
  joined?: boolean;
  /** `attributes` tie label, hint and problem to the control. */
  children: (attributes: ControlAttributes) => ReactNode;
};

export type ControlAttributes = {
  readonly id: string;
  readonly name: FieldName;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string;
};

/** Label, control and, in one line that is always there (nothing jumps), the hint or the problem. */
export function FieldFrame({ name, problem, className, joined = false, children, ...own }: FieldFrameProps) {
  const messages = useMessages();
  const { label, hint } = messages.fields[name];
  const id = `field-${name}`;
  const noteId = `${id}-note`;
  const wrong = problem !== undefined;
  const note = (
    <p id={noteId} className={wrong ? 'field-note wrong' : 'field-note'}>
      {wrong ? (own.sentence ?? fieldSentence(name, problem, messages)) : (own.hint ?? hint)}
    </p>
  );
  return (
    <>
      <div className={['field', joined && 'joined', wrong && 'wrong', className].filter(Boolean).join(' ')}>
        <label htmlFor={id}>{own.label ?? label}</label>
        {children({ id, name, 'aria-invalid': wrong ? true : undefined, 'aria-describedby': noteId })}
        {!joined && note}
      </div>
      {joined && note}
    </>
  );
}

type TextFieldProps = FieldTexts & {
  name: FieldName;
  className?: string;
  joined?: boolean;
  ref?: Ref<HTMLInputElement>;
  /** For what is written the same way in every language; else the direction follows what is typed. */
  dir?: 'ltr' | 'auto';
  /** Shown inside the control, behind the text. */
  adornment?: ReactNode;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'autoComplete'
    | 'defaultValue'
    | 'inputMode'
    | 'placeholder'
    | 'readOnly'
    | 'spellCheck'
    | 'autoCapitalize'
    | 'type'
  > &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'onInput' | 'onKeyDown' | 'onCompositionEnd' | 'onBlur' | 'required'
  >;

export type OwnFieldProps = { problem: ShownProblem | undefined };

/** A text field that the DOM owns; it is read when it is needed. */
export function TextField(props: TextFieldProps) {
  const { name, problem, label, hint, sentence, className, joined = false, dir, adornment, ...input } = props;
  const frame = {
    name,
    problem,
    label,
    hint,
    sentence,
    joined,
    ...(className === undefined ? {} : { className }),
  };
  return (
    <FieldFrame {...frame}>
      {(attributes) => (
        // The control as a whole, so that what stands inside it changes sides with the text.
        <span className="control" dir={dir}>
          <input {...attributes} {...input} />
          {adornment}
        </span>
      )}
    </FieldFrame>
  );
}

export type FieldTexts = {
  problem: ShownProblem | undefined;
  /** Instead of the usual label. */
  label?: string | undefined;
  /** Instead of the usual hint. */
  hint?: ReactNode;
  /** Instead of the usual sentence about the problem. */
  sentence?: string | undefined;
};

/** The field's own sentence about a problem, or the general one. */
function fieldSentence(field: FieldName, problem: ShownProblem, messages: Messages): string {
  const own: Partial<Record<ShownProblem, string>> = messages.fields[field].problems;
  return own[problem] ?? messages.problems[problem === 'declined' ? 'invalid' : problem];
}
