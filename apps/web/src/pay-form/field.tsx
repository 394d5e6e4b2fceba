import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import type { Messages } from '../messages/messages.ts';
import { useMessages } from '../messages/messages-context.tsx';
import type { ShownProblem } from './form-problems.ts';
import type { FieldName } from './form-values.ts';

type FieldFrameProps = FieldTexts & {
  name: FieldName;
  className?: string;
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
export function FieldFrame({ name, problem, hint, sentence, className, children }: FieldFrameProps) {
  const messages = useMessages();
  const { label, hint: usualHint } = messages.fields[name];
  const id = `field-${name}`;
  const noteId = `${id}-note`;
  const wrong = problem !== undefined;
  return (
    <div className={className === undefined ? 'field' : `field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, name, 'aria-invalid': wrong ? true : undefined, 'aria-describedby': noteId })}
      <p id={noteId} className={wrong ? 'field-note wrong' : 'field-note'}>
        {wrong ? (sentence ?? fieldSentence(name, problem, messages)) : (hint ?? usualHint)}
      </p>
    </div>
  );
}

type TextFieldProps = FieldTexts & {
  name: FieldName;
  className?: string;
  ref?: Ref<HTMLInputElement>;
  /** For what is written the same way in every language; else the direction follows what is typed. */
  dir?: 'ltr' | 'auto';
  /** Shown inside the control, behind the text. */
  adornment?: ReactNode;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'autoComplete' | 'defaultValue' | 'inputMode' | 'readOnly' | 'spellCheck' | 'autoCapitalize' | 'type'
  > &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'onInput' | 'onKeyDown' | 'onCompositionEnd' | 'onBlur' | 'required'
  >;

export type OwnFieldProps = { problem: ShownProblem | undefined };

/** A text field that the DOM owns; it is read when it is needed. */
export function TextField(props: TextFieldProps) {
  const { name, problem, hint, sentence, className, dir, adornment, ...input } = props;
  const frame = { name, problem, hint, sentence, ...(className === undefined ? {} : { className }) };
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
  /** Instead of the usual hint. */
  hint?: string | undefined;
  /** Instead of the usual sentence about the problem. */
  sentence?: string | undefined;
};

/** The field's own sentence about a problem, or the general one. */
function fieldSentence(field: FieldName, problem: ShownProblem, messages: Messages): string {
  const own: Partial<Record<ShownProblem, string>> = messages.fields[field].problems;
  return own[problem] ?? messages.problems[problem === 'declined' ? 'invalid' : problem];
}
