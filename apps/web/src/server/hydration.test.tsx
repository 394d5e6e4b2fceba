// @vitest-environment jsdom
import type { PageRequest } from '@checkout/api/page-renderer';
import type { SessionView } from '@checkout/schemas/session';
import { render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { App } from '../app.tsx';
import { formatsOf, formatsWith } from '../format.ts';
import { createFixtureClient } from '../gallery/fixture-client.ts';
import {
  agreement,
  challenged,
  declined,
  openSession,
  quoteFor,
  quoteWithoutTax,
  SESSION_ID,
  succeeded,
} from '../gallery/fixtures.ts';
import { initialPageDataOf } from '../initial-page-data/initial-page-data.ts';
import { readPageData } from '../initial-page-data/page-data.ts';
import { seedQueries } from '../initial-page-data/seed-queries.ts';
import { LANGUAGES } from '../messages/language.ts';
import { loadMessages } from '../messages/messages.ts';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../queries.ts';
import { createPageRenderer } from './render-page.ts';

// jsdom has no layout.
Element.prototype.scrollIntoView = () => {};
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;

const scripts = ['checkout', ...LANGUAGES].map((name) => ({
  name,
  path: `/assets/${name}-1.js`,
  integrity: `sha384-${name}`,
  bytes: 1,
  imports: [],
  later: [],
}));
const renderer = await createPageRenderer({
  css: 'p{}',
  inline: '',
  entry: '/assets/checkout-1.js',
  scripts,
});

const path = `/checkout/${SESSION_ID}`;
const asked: PageRequest = {
  path,
  kind: 'checkout',
  sessionId: SESSION_ID,
  session: openSession,
  quote: quoteFor('GB', false),
  store: true,
  testMode: false,
  acceptLanguage: 'en-GB',
  cookies: undefined,
};

/** Puts the page of the server into the document and lets the code of the page take over, as main.tsx does. */
async function hydrate(request: PageRequest, type = () => {}) {
  const parsed = new DOMParser().parseFromString(renderer.draw(request), 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
  window.history.replaceState(null, '', request.path);
  type();
  const data = readPageData();
  const root = document.getElementById('root');
  if (data === null || root === null) throw new Error('The server rendered no page');
  const client = createFixtureClient({});
  const queryClient = createQueryClient();
  seedQueries(data, { client, queryClient });
  const complaints: unknown[] = [];
  const errors = vi.spyOn(console, 'error').mockImplementation((...said) => void complaints.push(said));
  const messages = await loadMessages(data.language);
  const { unmount } = render(
    <StrictMode>
      <Providers
        client={client}
        queryClient={queryClient}
        messages={messages}
        formats={formatsWith(data.written, formatsOf(data.locale))}
        initialPageData={initialPageDataOf(data)}
      >
        <App />
      </Providers>
    </StrictMode>,
    { container: root, hydrate: true, onRecoverableError: (error) => complaints.push(error) },
  );
  onTestFinished(() => {
    unmount();
    queryClient.clear();
    errors.mockRestore();
  });
  return complaints;
}

const states: [string, Partial<SessionView>][] = [
  ['open', {}],
  ['open, with a saved card', { customerEmail: 'ada@example.com', savedCard: { hint: null } }],
  ['declined', { outcome: declined('card_declined') }],
  ['waiting for a 3DS challenge', { outcome: challenged }],
  ['waiting for the shopper to agree to a total', { outcome: agreement() }],
  ['processing', { status: 'processing' }],
  ['expired', { status: 'expired' }],
  ['paid', { status: 'complete', outcome: succeeded('CHECKOUT_SUCCESS') }],
];

it.each(states)('a session that is %s: is hydrated without a mismatch', async (_state, change) => {
  expect(await hydrate({ ...asked, session: { ...openSession, ...change } })).toEqual([]);
});

it('a page whose quote has no tax: is hydrated without a mismatch', async () => {
  expect(await hydrate({ ...asked, quote: { ...quoteWithoutTax, taxCountry: 'GB' } })).toEqual([]);
});

it('a page in a language from right to left: is hydrated without a mismatch', async () => {
  expect(await hydrate({ ...asked, acceptLanguage: 'ar-EG' })).toEqual([]);
});

it('a missing session, and the return from the bank: are hydrated without a mismatch', async () => {
  expect(await hydrate({ ...asked, session: 'missing', quote: null })).toEqual([]);
  expect(
    await hydrate({ ...asked, kind: 'return', path: `${path}/return`, session: null, quote: null }),
  ).toEqual([]);
});

it('a page with a draft from before a reload: is hydrated without a mismatch, then filled where nothing was typed', async () => {
  const draft = {
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    country: 'DE',
    postalCode: '',
    business: true,
    businessName: 'Analytical Engines',
    taxId: 'DE123456789',
  };
  sessionStorage.setItem('drafts', JSON.stringify([{ ...draft, sessionId: SESSION_ID }]));
  onTestFinished(() => sessionStorage.clear());
  const field = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const complaints = await hydrate(asked, () => {
    const email = field('email');
    if (email !== null) email.value = 'grace@example.com';
  });
  expect(complaints).toEqual([]);
  await waitFor(() => expect(field('taxId')?.value).toBe('DE123456789'));
  expect(field('email')?.value).toBe('grace@example.com');
  expect(field('name')?.value).toBe('Ada Lovelace');
  expect(field('country')?.value).toBe('DE');
  expect(field('businessName')?.value).toBe('Analytical Engines');
});
