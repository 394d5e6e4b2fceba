import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A challenge for `CHALLENGE_MODULE`: what asks the shopper (a CAPTCHA of yours, a code by mail) gives a ticket
 * `<expiry in ms>.<HMAC-SHA256 of "<session id>.<expiry>", hex>` under a key that it shares with this module, and the page's
 * `answerChallenge` returns that ticket.
 */
// biome-ignore lint/style/noProcessEnv: a module of the merchant's, which our env.ts knows nothing of
const KEY = process.env.CHALLENGE_KEY;

export const challenge = {
  async verify(ticket: string, { sessionId }: { readonly sessionId: string }): Promise<boolean> {
    if (KEY === undefined) throw new Error('CHALLENGE_KEY is not set');
    const [expiry = '', given = ''] = ticket.split('.');
    const expected = createHmac('sha256', KEY).update(`${sessionId}.${expiry}`).digest();
    const proof = Buffer.from(given, 'hex');
    return (
      Number(expiry) > Date.now() && proof.length === expected.length && timingSafeEqual(proof, expected)
    );
  },
};
