import { createHmac } from 'node:crypto';
import { type CheckoutClient, createCheckoutClient } from '@checkout/client';
import type { Settings } from './env.ts';
import { findLocalCheckout } from './local-checkout.ts';
import { Problem } from './problem.ts';
import { readUrl } from './urls.ts';

export type Connection = {
  readonly client: CheckoutClient;
  /** The checkout's, without `/trpc`. */
  readonly url: string;
  /** What this command line signs forwarded events with: `whsec_` and base64, the same for the same token. */
  readonly eventsSecret: string;
};

const DEFAULT_URL = 'http://localhost:3000';

/**
 * The checkout that is meant: `--url`, else `CHECKOUT_URL`, else the one that `npm start` runs here. Nothing is sent yet.
 *
 * @throws Problem where the URL or a token for it is missing
 */
export function connect(settings: Settings, asked: string | undefined): Connection {
  const local = findLocalCheckout(settings);
  const named = asked ?? settings.url ?? local?.url ?? DEFAULT_URL;
  const url = readUrl(named, asked === undefined ? 'CHECKOUT_URL' : '--url')
    .replace(/\/+$/, '')
    .replace(/\/trpc$/, '');
  // A token is only ever sent to the checkout that it is of.
  const token = settings.token ?? (local !== null && local.url === url ? local.token : undefined);
  if (token === undefined)
    throw new Problem(
      `There is no token for ${url}: set CHECKOUT_TOKEN, or run npm start, whose checkout on this machine needs none.`,
    );
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Problem('The token has characters that no token has.');
  return {
    url,
    client: createCheckoutClient({ url: `${url}/trpc`, token }),
    eventsSecret: settings.eventsSecret ?? secretOf(token),
  };
}

/** Tells nothing of the token, and needs no place to be kept. */
function secretOf(token: string): string {
  return `whsec_${createHmac('sha256', token).update('events that checkout listen forwards').digest('base64')}`;
}
