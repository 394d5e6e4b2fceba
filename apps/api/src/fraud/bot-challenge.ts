import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { EnvironmentError } from '../env.ts';

/**
 * A proof that a person is paying, required of shoppers who type a card while card testing is suspected: a CAPTCHA, a code by
 * mail, or another that the merchant chooses. The module that `CHALLENGE_MODULE` names exports it as `challenge`. Without one, no
 * shopper is asked. The page's half is `answerChallenge` in apps/web/src/merchant.ts.
 */
export type BotChallenge = {
  /**
   * Whether `answer`, as the page sent it, proves it. Called outside of any transaction, once for each submission; an answer should be
   * good for one session and a few minutes. When it throws, takes longer than 5 s
   * or returns anything but true, the shopper is asked again: a challenge that is down must not open the shop to whom it is there to
   * stop. To go on without it, start without `CHALLENGE_MODULE`.
   */
  verify(answer: string, about: { readonly sessionId: string }): Promise<boolean>;
};

const moduleSchema = z.object({
  challenge: z.object({ verify: z.custom<BotChallenge['verify']>((value) => typeof value === 'function') }),
});

/** @throws EnvironmentError when the module cannot be loaded, or exports no challenge. */
export async function loadBotChallenge(file: string | undefined): Promise<BotChallenge | null> {
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
