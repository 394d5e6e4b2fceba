import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { errorSentence, isSignedOut, readClientError } from '../client-error.ts';
import { useMessages } from '../messages/speech.tsx';
import { Dialog } from '../page/dialog.tsx';
import { useMe } from '../page/me.tsx';
import { Notice } from '../page/tone.tsx';
import { forgetReason, keepReason, keptReason } from './kept-reason.ts';

/** What came of an action: `wait` where that is not known, or is not decided. */
export type ActionResult = { readonly tone: 'good' | 'wait'; readonly sentence: ReactNode };

export type ActionDialogProps = {
  readonly title: string;
  readonly body: string;
  /** What it is done to, as the person knows it: amount and customer. */
  readonly about?: string | undefined;
  /** Of the button that does it: names the deed, and the amount where money moves. */
  readonly confirm: string;
  readonly danger?: boolean;
  /** Fields beside the reason. */
  readonly children?: ReactNode;
  readonly act: (reason: string) => Promise<ActionResult>;
  readonly onClose: () => void;
};

type Progress =
  | { readonly step: 'asking' }
  | { readonly step: 'sending' }
  | { readonly step: 'done'; readonly result: ActionResult };

/** Asks for the reason, does it once, and says what came of it. What was typed stays where it failed. */
export function ActionDialog({
  title,
  body,
  about,
  confirm,
  danger,
  children,
  act,
  onClose,
}: ActionDialogProps) {
  const { reason: words, acting, error: errors, states } = useMessages();
  const [progress, setProgress] = useState<Progress>({ step: 'asking' });
  const { operator } = useMe();
  const keptAs = `${operator.operatorId} ${location.pathname} ${title} ${about ?? ''}`;
  const [reason, setReason] = useState(() => keptReason(keptAs));
  const [problem, setProblem] = useState<string | null>(null);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // React's state is not there yet at the second of two fast clicks.
  const isSending = useRef(false);
  const queryClient = useQueryClient();
  const id = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending.current) return;
    if (reason.trim() === '') {
      setReasonMissing(true);
      field.current?.focus();
      return;
    }
    isSending.current = true;
    setProgress({ step: 'sending' });
    setProblem(null);
    try {
      setProgress({ step: 'done', result: await act(reason.trim()) });
      forgetReason();
    } catch (error) {
      setProgress({ step: 'asking' });
      setProblem(errors[errorSentence(readClientError(error))]);
      // The page behind says how it stands now, unless nothing can be read without a new sign-in.
      if (isSignedOut(error)) return;
    } finally {
      isSending.current = false;
    }
    queryClient.invalidateQueries();
  };

  if (progress.step === 'done')
    return (
      <Dialog title={title} onClose={onClose}>
        {about !== undefined && <p className="what">{about}</p>}
        <Notice tone={progress.result.tone} alert>
          {progress.result.sentence}
        </Notice>
        <div className="row">
          {/* biome-ignore lint/a11y/noAutofocus: the button that had the focus is gone, and the dialog keeps the focus */}
          <button type="button" className="button primary" autoFocus onClick={onClose}>
            {states.close}
          </button>
        </div>
      </Dialog>
    );
  const isBusy = progress.step === 'sending';
  const giveUp = () => {
    if (isBusy) return;
    forgetReason();
    onClose();
  };
  return (
    <Dialog title={title} onClose={giveUp}>
      <form className="form" onSubmit={submit} noValidate>
        {about !== undefined && <p className="what">{about}</p>}
        <p>{body}</p>
        {children}
        <div className="field">
          <label htmlFor={id}>{words.label}</label>
          <textarea
            ref={field}
            id={id}
            className="control"
            value={reason}
            maxLength={500}
            required
            aria-invalid={isReasonMissing || undefined}
            aria-describedby={`${id}-hint ${id}-problem`}
            onChange={({ target }) => {
              setReason(target.value);
              keepReason(keptAs, target.value);
              setReasonMissing(false);
            }}
          />
          <p className="problem" id={`${id}-problem`}>
            {isReasonMissing && words.required}
          </p>
          <p className="hint" id={`${id}-hint`}>
            {words.hint}
          </p>
        </div>
        {problem !== null && (
          <Notice tone="bad" alert>
            {problem}
          </Notice>
        )}
        <div className="row">
          <button type="button" className="button" onClick={giveUp}>
            {states.cancel}
          </button>
          <button
            type="submit"
            className={`button primary${danger ? ' danger' : ''}`}
            aria-disabled={isBusy || undefined}
          >
            {isBusy ? acting.sending : confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
