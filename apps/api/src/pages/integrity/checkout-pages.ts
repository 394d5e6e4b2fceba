import { randomBytes } from 'node:crypto';
import type { ShownPage } from './shown-page.ts';

/** A page to inspect. */
export type CheckoutPage = {
  /** Begins a sentence. */
  readonly name: string;
  readonly path: string;
  /** HTTP statuses that are as they should be. */
  readonly statuses: readonly number[];
  /** Null when this is the page that was meant; else what is not right, after the page's name. */
  readonly problem: (shown: ShownPage) => string | null;
};

const pathOf = (sessionId: string) => `/checkout/${sessionId}`;

/** What is there whether or not a session is: the store, and the two pages of what does not exist. */
export function pagesOfAnySite(): CheckoutPage[] {
  const unknown = randomBytes(24).toString('base64url');
  return [
    // Where there is no demo store, that page says so.
    { name: 'The page at /', path: '/', statuses: [200, 404], problem: () => null },
    {
      name: 'The page of an unknown session',
      path: pathOf(`cs_${unknown}`),
      statuses: [404],
      problem: ({ session }) => (session === 'missing' ? null : 'did not say that there is no such session'),
    },
    {
      name: 'The page of an unknown path',
      path: `/${unknown}`,
      statuses: [404],
      problem: () => null,
    },
  ];
}

export function pagesOfOpenSession(sessionId: string): CheckoutPage[] {
  return [
    {
      name: 'The open checkout page',
      path: pathOf(sessionId),
      statuses: [200],
      problem: (shown) => {
        const status = statusOf(shown, sessionId);
        if (status === null) return 'came without its session';
        return shown.hasCardField ? null : `had no field for a card (its session is ${status})`;
      },
    },
    {
      name: 'The page of the return from the bank',
      path: `${pathOf(sessionId)}/return`,
      statuses: [200],
      problem: () => null,
    },
  ];
}

export function expiredPage(sessionId: string): CheckoutPage {
  return sessionPage('The page of an expired session', sessionId, ['expired']);
}

export function receiptPage(sessionId: string): CheckoutPage {
  return sessionPage('The receipt page', sessionId, ['complete', 'reversed']);
}

function sessionPage(name: string, sessionId: string, expected: readonly string[]): CheckoutPage {
  return {
    name,
    path: pathOf(sessionId),
    statuses: [200],
    problem: (shown) => {
      const status = statusOf(shown, sessionId);
      if (status === null) return 'came without its session';
      return expected.includes(status) ? null : `is of a session that is ${status}`;
    },
  };
}

function statusOf({ session }: ShownPage, sessionId: string): string | null {
  return session !== null && session !== 'missing' && session.sessionId === sessionId ? session.status : null;
}
