import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { EnvironmentError } from '../env.ts';

/**
 * A proof, asked of every shopper while cards are being tested here, that a person is paying: a CAPTCHA, a code by mail,
 * whatever the merchant chooses. The module that `CHALLENGE_MODULE` names exports it as `challenge`. Without one, nobody
 * is ever asked. The page's half is `answerChallenge` in apps/web/src/merchant.ts.
 */
export type Challenge = {
  /**
   * Whether `answer`, as the page sent it, proves it. Called outside of any transaction, once per press; an answer should be
   * good for one session and a few minutes. When it throws or takes longer than 5 s, the shopper is let through to
   * the other budgets: a part that is down must not stop the shop.
   */
  verify(answer: string, about: { readonly sessionId: string }): Promise<boolean>;
};

const moduleSchema = z.object({
  challenge: z.object({ verify: z.custom<Challenge['verify']>((value) => typeof value === 'function') }),
});

/** @throws EnvironmentError when the module cannot be loaded, or exports no challenge. */
export async function loadChallenge(file: string | undefined): Promise<Challenge | null> {
  if (file === undefined) return null;
  const loaded: unknown = await import(pathToFileURL(file).href).catch(() => null);
  const parsed = moduleSchema.safeParse(loaded);
  if (!parsed.success) {
    throw new EnvironmentError(
      'CHALLENGE_MODULE',
      'must name a module that exports a challenge with verify()',
    );
  }
  return parsed.data.challenge;
}
