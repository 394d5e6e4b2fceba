import type { Logger } from 'pino';
import { AppError } from '../app-error.ts';
import type { SealedPayInput } from '../attempts/card-input.ts';
import { findAttemptByKey } from '../attempts/store.ts';
import type { Database } from '../db/database.ts';
import type { Watched } from './admit.ts';
import type { Challenge } from './bot-challenge.ts';
import { createAlert } from './card-testing-alert.ts';
import { createRefusals, type Refusals } from './refusals.ts';

export type AttemptLimits = {
  readonly refusals: Refusals;
  /**
   * What a press of the pay button is held to. Call it before the transaction that begins the attempt.
   * @throws AppError `CHALLENGE_REQUIRED`
   */
  watch(input: SealedPayInput, client: string | null): Promise<Watched>;
};

type Parts = {
  readonly db: Database;
  readonly challenge: Challenge | null;
  readonly log: Logger;
  readonly now: () => Date;
};

const VERIFY_WITHIN_MS = 5_000;

export function createAttemptLimits({ db, challenge, log, now }: Parts): AttemptLimits {
  const isAlert = createAlert(db, now);
  const refusals = createRefusals();
  return {
    refusals,
    async watch(input, client) {
      const alert = await isAlert();
      const asked = alert && challenge !== null && input.paymentMethod.type === 'card';
      if (asked && !(await isRepeat(db, input)) && !(await proves(challenge, input, log))) {
        refusals.count('challenge');
        throw new AppError('CHALLENGE_REQUIRED');
      }
      return { client, alert: alert && !asked, refusals };
    },
  };
}

/** Of a press that was let in: it starts nothing, and its answer may be used up. */
async function isRepeat(db: Database, { sessionId, attemptKey }: SealedPayInput): Promise<boolean> {
  return (await findAttemptByKey(db, sessionId, attemptKey.toLowerCase())) !== null;
}

async function proves(challenge: Challenge, input: SealedPayInput, log: Logger): Promise<boolean> {
  if (input.challengeAnswer === undefined) return false;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The challenge did not answer')), VERIFY_WITHIN_MS);
  try {
    const { challengeAnswer: answer, sessionId } = input;
    return await Promise.race([challenge.verify(answer, { sessionId }), late.promise]);
  } catch (error) {
    log.error({ err: error }, 'the challenge could not be verified; the shopper was let through');
    return true;
  } finally {
    clearTimeout(timer);
  }
}
