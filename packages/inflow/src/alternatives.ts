import type { CallOptions } from './call.ts';
import { InflowError } from './errors.ts';

/** Sends one of the forms of a call, within the time that is left. */
type Send<Form, Result> = (form: Form, options: CallOptions) => Promise<Result>;

/**
 * Of a call that the documentation has in two forms (another host, another method): sends the one that worked last, and the
 * other one only after an error that says for certain that nothing was done. Both share the time of one call. The form that works is
 * remembered for the life of the client.
 *
 * @param mayBeWrongForm whether a refusal can mean that this form is not served.
 */
export function alternatives<Form>(
  [first, second]: readonly [Form, Form],
  timeoutMs: number,
  mayBeWrongForm: (error: InflowError) => boolean,
) {
  let preferred = first;

  return async <Result>(send: Send<Form, Result>, options: CallOptions = {}): Promise<Result> => {
    const deadline = performance.now() + (options.timeoutMs ?? timeoutMs);
    const tried = preferred;
    const other = tried === first ? second : first;
    try {
      return await send(tried, options);
    } catch (refusal) {
      const leftMs = deadline - performance.now();
      const isRefused = refusal instanceof InflowError && refusal.outcomeKnown && refusal.requestSent;
      if (!isRefused || !mayBeWrongForm(refusal) || leftMs < 1) throw refusal;
      const result = await send(other, { ...options, timeoutMs: leftMs }).catch((error: unknown) => {
        throw moreTelling(refusal, error);
      });
      preferred = other;
      return result;
    }
  };
}

/** That a form is not served says less than any other refusal; an outcome that is not known must not be hidden. */
function moreTelling(first: InflowError, second: unknown): unknown {
  if (!(second instanceof InflowError) || !second.outcomeKnown) return second;
  return first.kind === 'not_found' ? second : first;
}
