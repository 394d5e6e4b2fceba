import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import { CONNECTIONS, type Database } from '../db/database.ts';
import { createBoundedLog } from '../log.ts';
import type { BotChallenge } from './bot-challenge.ts';
import { createCardTestingAlert } from './card-testing-alert.ts';
import { BUDGETS } from './velocity.ts';
import type { Origin, VelocityCheck } from './velocity-check.ts';

/** What the limits use of a submission. */
type Submission = {
  readonly sessionId: string;
  readonly origin: Origin;
  readonly isNetworkKnown: boolean;
  /** False for a saved card. */
  readonly hasCard: boolean;
  /** The bot challenge's answer, as the page sent it. */
  readonly challengeAnswer: string | undefined;
  /** Whether its attempt key came before: then it begins no attempt, and its challenge answer may be used up. */
  readonly isRepeat: () => Promise<boolean>;
};

export type ShopperLimits = {
  /**
   * Verifies the bot challenge where one is required, and returns what the velocity limits check. Call it before the
   * transaction that begins the attempt.
   * @throws AppError `CHALLENGE_REQUIRED`
   */
  checkFor(submission: Submission): Promise<VelocityCheck>;
  /** Whether card testing is suspected in the shop as a whole. */
  isAlert(): Promise<boolean>;
};

type Parts = {
  readonly db: Database;
  readonly challenge: BotChallenge | null;
  readonly registry: Registry;
  readonly log: Logger;
};

const VERIFY_WITHIN_MS = 5_000;

export function createShopperLimits({ db, challenge, registry, log }: Parts): ShopperLimits {
  const warnOfOneNetwork = createBoundedLog(
    log,
    'most attempts of the last hour come from one network: if that is a proxy, all shoppers share its budget (TRUSTED_PROXIES)',
  );
  const isAlert = createCardTestingAlert(db, ({ lookAlike, largestNetworkShare }) => {
    if (lookAlike) warnOfOneNetwork({ share: largestNetworkShare });
  });
  const queue = pLimit(CONNECTIONS / 2);
  const refusals = new Counter({
    name: 'checkout_refused_attempts_total',
    help: 'Attempts that the velocity limits or the bot challenge refused on this node since its start, by budget.',
    labelNames: ['budget'],
    registers: [registry],
  });
  const unverified = new Counter({
    name: 'checkout_unverified_challenges_total',
    help: 'Answers that the module of the bot challenge could not verify: it threw, or took too long. They are refused.',
    registers: [registry],
  });
  const logUnverified = createBoundedLog(
    log,
    'the bot challenge could not be verified: while that lasts, shoppers who type a card are refused',
    { level: 'error' },
  );
  const onUnverified = (err: unknown) => {
    unverified.inc();
    logUnverified({ err });
  };
  for (const budget of [...BUDGETS, 'challenge']) refusals.inc({ budget }, 0);

  return {
    isAlert,
    async checkFor(submission) {
      const alert = await isAlert();
      const isAsked = alert && challenge !== null && submission.hasCard;
      if (isAsked && !(await submission.isRepeat()) && !(await passes(challenge, submission, onUnverified))) {
        refusals.inc({ budget: 'challenge' });
        throw new AppError('CHALLENGE_REQUIRED');
      }
      return {
        origin: submission.origin,
        isNetworkKnown: submission.isNetworkKnown,
        alert: alert && !isAsked,
        onRefused: (budget) => refusals.inc({ budget }),
        inTurn: (begin) => queue(begin),
      };
    },
  };
}

async function passes(
  challenge: BotChallenge,
  { sessionId, challengeAnswer }: Submission,
  onUnverified: (error: unknown) => void,
): Promise<boolean> {
  if (challengeAnswer === undefined) return false;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The challenge did not answer')), VERIFY_WITHIN_MS);
  try {
    // A merchant's module: nothing but true is a proof.
    return (await Promise.race([challenge.verify(challengeAnswer, { sessionId }), late.promise])) === true;
  } catch (error) {
    // An answer can be made so that a module throws: it must not be worth more than a wrong one.
    onUnverified(error);
    return false;
  } finally {
    clearTimeout(timer);
  }
}
