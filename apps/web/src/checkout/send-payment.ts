import type { AgreeInput, PayInput } from '@checkout/schemas/checkout';
import type { Outcome } from '@checkout/schemas/outcome';
import { readClientError, type ServerRefusal } from '../client-error.ts';

/** The server bounds each of its calls to Inflow; after this long no response is to be expected. */
const ANSWER_WITHIN_MS = 75_000;

export type PayResponse =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** Nothing was charged, and the server says why. */
  | ServerRefusal
  /** Money may have moved. */
  | { readonly kind: 'unknown' };

type Call<Input> = (input: Input, options: { signal: AbortSignal }) => Promise<Outcome>;

type Submission = {
  readonly request: PayInput;
  readonly answerChallenge: ((sessionId: string) => Promise<string | null>) | null;
};

/**
 * Sends once; with the answer once more, under the same key, when the server asks for a challenge. Never throws, and never
 * calls a lost response a failure.
 */
export async function sendPayment(
  pay: Call<PayInput>,
  { request, answerChallenge }: Submission,
): Promise<PayResponse> {
  const first = await sendOnce(pay, request);
  const asked = first.kind === 'refused' && first.reason === 'CHALLENGE_REQUIRED';
  if (!asked || answerChallenge === null) return first;
  const challengeAnswer = await answerOf(answerChallenge, request.sessionId);
  return challengeAnswer === null ? first : sendOnce(pay, { ...request, challengeAnswer });
}

/** A person answers it, who may also walk away. */
const CHALLENGE_WITHIN_MS = 5 * 60_000;

/** Null where the merchant's own code fails, whether it throws, rejects or never settles. */
async function answerOf(
  answerChallenge: (sessionId: string) => Promise<string | null>,
  sessionId: string,
): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, CHALLENGE_WITHIN_MS, null);
  });
  try {
    return await Promise.race([answerChallenge(sessionId), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Sends once; a lost response is treated as that of a payment. */
export function sendAgreement(agree: Call<AgreeInput>, input: AgreeInput): Promise<PayResponse> {
  return sendOnce(agree, input);
}

async function sendOnce<Input>(call: Call<Input>, input: Input): Promise<PayResponse> {
  // Not `AbortSignal.timeout`, which would keep the request, card included, until its time has come.
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ANSWER_WITHIN_MS);
  try {
    const outcome = await call(input, { signal: giveUp.signal });
    return { kind: 'outcome', outcome };
  } catch (error) {
    const read = readClientError(error);
    return read.kind === 'refused' && read.outcomeKnown ? read : { kind: 'unknown' };
  } finally {
    clearTimeout(timer);
  }
}
