import type { Theme } from './theme/theme.ts';

export type Merchant = {
  readonly name: string;
  /** A drawing of 32 × 32, as one stroke on a ground of the accent colour. */
  readonly logo: string;
  /**
   * The page's half of a challenge: asks the shopper to prove that a person is paying, and gives what the server's
   * `CHALLENGE_MODULE` verifies; null when the shopper gave up. Called only while cards are being tested in this shop.
   * The page's policy allows no other host: serve what it needs from here.
   */
  readonly answerChallenge: ((sessionId: string) => Promise<string | null>) | null;
};

/** Whose checkout this is. */
export const merchant: Merchant = {
  name: 'Inflow demo store',
  answerChallenge: null,
  logo: 'M6 19.5c3.3 0 3.3-4 6.7-4s3.3 4 6.6 4 3.4-4 6.7-4',
};

/** How it looks. In the style sheet only: no script needs it. The build refuses colours that cannot be read. */
export const theme: Theme = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  radius: '0.75rem',
  light: {
    ground: '#f6f5f1',
    surface: '#ffffff',
    sunken: '#efede7',
    ink: '#1b1f1e',
    inkSoft: '#59605d',
    line: '#dedcd4',
    controlLine: '#84898a',
    accent: '#0b5d4e',
    accentStrong: '#084538',
    onAccent: '#ffffff',
    accentTint: '#e4f0ec',
    problem: '#a8231a',
    problemTint: '#fbecea',
    focus: '#0b5d4e',
  },
  dark: {
    ground: '#111514',
    surface: '#1a201e',
    sunken: '#151a18',
    ink: '#eceeea',
    inkSoft: '#a6b0ab',
    line: '#2f3835',
    controlLine: '#71807a',
    accent: '#6fd3b6',
    accentStrong: '#97e3cc',
    onAccent: '#06231c',
    accentTint: '#17302a',
    problem: '#ff9d92',
    problemTint: '#361b18',
    focus: '#97e3cc',
  },
};
