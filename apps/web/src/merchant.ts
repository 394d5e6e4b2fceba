/**
 * The page's half of a challenge: asks the shopper to prove that a person is paying, and gives what the server's
 * `CHALLENGE_MODULE` verifies; null when the shopper gave up. Called only while cards are being tested in this shop.
 * The page's policy allows no other host: serve what it needs from here.
 */
export const answerChallenge: ((sessionId: string) => Promise<string | null>) | null = null;
