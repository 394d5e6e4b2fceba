import type { PageRequest } from '@checkout/api/page-renderer';
import { LANGUAGES } from '@checkout/schemas/language';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
import type { SessionView } from '@checkout/schemas/session';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  agreement,
  openSession,
  quoteFor,
  quoteWithoutTax,
  reversed,
  SESSION_ID,
} from '../gallery/fixtures.ts';
import { second } from '../gallery/merchants.ts';
import type { PageParts } from './page-parts.ts';
import { createPageRenderer } from './render-page.ts';

const script = (name: string) => ({
  name,
  path: `/assets/${name}-1.js`,
  integrity: `sha384-${name}`,
  bytes: 1,
  imports: name === 'checkout' ? ['/assets/pages-1.js'] : [],
  later: [],
});
const parts: PageParts = {
  css: 'p{}',
  inline: 'late()',
  entry: '/assets/checkout-1.js',
  scripts: ['checkout', 'pages', ...LANGUAGES].map(script),
};

const asked: PageRequest = {
  path: `/checkout/${SESSION_ID}`,
  kind: 'checkout',
  sessionId: SESSION_ID,
  session: openSession,
  quote: quoteFor('GB', false),
  merchant: PLAIN_MERCHANT,
  store: true,
  testMode: false,
  acceptLanguage: 'en-GB,en;q=0.9',
  cookies: undefined,
};

describe('a page', () => {
  let render: (request: PageRequest) => string;
  beforeAll(async () => {
    const { draw } = await createPageRenderer(parts);
    render = (request) => draw(request).html;
  });
  const dataOf = (html: string) =>
    JSON.parse(/<script type="application\/json" id="page-data">(.*?)<\/script>/.exec(html)?.[1] ?? '');

  it('has the form, and the session exactly as checkout.get returned it', () => {
    const html = render(asked);
    expect(html).toContain('name="cardNumber"');
    expect(html).toContain('€73.99');
    expect(dataOf(html)).toEqual({
      language: 'en',
      locale: 'en-GB',
      country: 'GB',
      session: openSession,
      merchant: PLAIN_MERCHANT,
      quote: asked.quote,
      store: true,
      testMode: false,
      drawn: true,
      written: expect.objectContaining({ '7399 EUR': '€73.99', '20 %': '20%' }),
    });
    expect(html.match(/<option[^>]* value="[A-Z]{2}"|<option value="[A-Z]{2}"/g)).toHaveLength(249);
  });

  it('has the colours of its theme for the browser, icons, and is not for search engines', () => {
    const head = render(asked).split('</head>')[0];
    for (const said of [
      '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f5f1" />',
      '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#111514" />',
      '<meta name="robots" content="noindex" />',
      'href="/favicon.svg"',
      'href="/apple-touch-icon.png"',
    ])
      expect(head).toContain(said);
  });

  it('asks for the card after a single picture, and before it shows lists', () => {
    const html = render(asked).replace(/^[\s\S]*<form/, '');
    expect(html.match(/<img/g)).toHaveLength(1);
    const order = ['We accept Visa, Mastercard', 'name="cardNumber"', '<option'];
    const places = order.map((each) => html.indexOf(each));
    expect(places).toEqual(places.filter((place) => place >= 0).sort((one, other) => one - other));
  });

  it('has the total on its button when the quote came in time, and else its place', () => {
    expect(render(asked)).toMatch(/<button[^>]*><bdi[^>]*>Pay €88\.79<\/bdi><\/button>/);
    const without = render({ ...asked, quote: null });
    expect(without).not.toContain('Pay €');
    expect(dataOf(without).quote).toBeNull();
  });

  it('leads to the total where the tax is not known yet', () => {
    const html = render({ ...asked, quote: { ...quoteWithoutTax, taxCountry: 'GB' } });
    expect(html).toContain('Tax is calculated when you pay.');
    expect(html).toMatch(/<button[^>]*><bdi[^>]*>Continue to the total<\/bdi><\/button>/);
  });

  it.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '"><img src=x onerror=alert(1)>',
    '&lt;b&gt;',
  ])('says a product named %s and runs nothing of it', (name) => {
    const session = { ...openSession, items: [{ name, price: 100, quantity: 1 }] };
    const html = render({ ...asked, session });
    expect(dataOf(html).session.items[0].name).toBe(name);
    expect(html.match(/<script/g)?.length).toBe(render(asked).match(/<script/g)?.length);
    expect(html.match(/<img/g)?.length).toBe(render(asked).match(/<img/g)?.length);
    expect(html).not.toContain('<!--<');
  });

  it('has nothing in it of what the browser sent', () => {
    const html = render({
      ...asked,
      acceptLanguage: 'x-"><script>alert(1)</script>,en-GB',
      cookies: 'language="><script>; other=secret',
    });
    expect(html).toBe(render({ ...asked, acceptLanguage: 'en-GB' }));
  });

  it('has no handler and no style attribute, which its policy would refuse', () => {
    expect(render(asked)).not.toMatch(/<[^>]+\s(on[a-z]+|style)=/);
  });

  it.each([
    ['the language of the browser', { acceptLanguage: 'nl-BE,en' }, 'nl', 'ltr'],
    ['the language that was chosen', { acceptLanguage: 'nl-BE', cookies: 'language=ar' }, 'ar', 'rtl'],
    ['the language of the session', { session: { ...openSession, locale: 'fr-CA' } }, 'fr', 'ltr'],
    [
      'the language that was chosen before that of the session',
      { session: { ...openSession, locale: 'fr' }, cookies: 'language=ar' },
      'ar',
      'rtl',
    ],
    ['English for a language that it does not speak', { acceptLanguage: 'xh' }, 'en', 'ltr'],
    ['English where no language is asked for', { acceptLanguage: undefined }, 'en', 'ltr'],
  ] as const)('speaks %s, and loads no other', (_what, change, language, dir) => {
    const html = render({ ...asked, ...change });
    expect(html).toContain(`<html lang="${language}" dir="${dir}">`);
    const loaded = [...html.matchAll(/href="\/assets\/([a-z]+)-1\.js"/g)].map(([, name]) => name);
    expect(loaded).toEqual(['pages', language]);
  });

  it.each<[string, Partial<SessionView>, string]>([
    ['expired', { status: 'expired' }, 'This checkout has expired'],
    ['paid', { status: 'complete' }, 'Payment accepted'],
    ['reversed by a refund', { status: 'reversed', outcome: reversed('FULLY_REFUNDED') }, 'Payment refunded'],
    [
      'reversed by a failure',
      { status: 'reversed', outcome: reversed('PAYMENT_FAILED') },
      'Payment reversed',
    ],
    ['under way', { status: 'processing' }, 'We are checking your payment'],
    ['waiting for the shopper to agree to a total', { outcome: agreement() }, 'Check the total'],
  ])('says that the session is %s', (_what, change, heading) => {
    expect(render({ ...asked, session: { ...openSession, ...change } })).toMatch(
      new RegExp(`<h1[^>]*>${heading}</h1>`),
    );
  });

  it.each([
    ['the form', asked],
    ['no such session', { ...asked, session: 'missing' as const }],
    ['the way back from the bank', { ...asked, path: `${asked.path}/return`, kind: 'return' as const }],
    ['the store', { ...asked, path: '/', kind: 'store' as const, sessionId: null, session: null }],
  ])('says in test mode, and only then, that payments are simulated: %s', (_what, request) => {
    expect(render({ ...request, testMode: true })).toContain(
      'payments are simulated, and no card is charged',
    );
    expect(render({ ...request, testMode: true, acceptLanguage: 'de' })).toContain(
      'keine Karte wird belastet',
    );
    expect(render(request)).not.toContain('simulated');
  });

  it.each([
    ['the form', asked],
    ['an expired session', { ...asked, session: { ...openSession, status: 'expired' as const } }],
    ['no such session', { ...asked, session: 'missing' as const }],
    ['no such page', { ...asked, path: '/', kind: 'missing' as const, sessionId: null, session: null }],
  ])('leads to no store where there is none: %s', (_what, request) => {
    expect(render(request)).toContain('href="/"');
    expect(render({ ...request, store: false })).not.toContain('href="/"');
  });

  it('writes numbers as in the region of the session’s locale, else as in that of the browser', () => {
    const localeOf = (locale: string, acceptLanguage: string) =>
      dataOf(render({ ...asked, acceptLanguage, session: { ...openSession, locale } })).locale;
    expect(localeOf('de-CH', 'de-AT,en')).toBe('de-CH');
    expect(localeOf('de', 'en,de-AT')).toBe('de-AT');
    expect(localeOf('de', 'en')).toBe('de');
  });

  it('begins with what is known of the customer', () => {
    const customer = {
      name: 'Ada Lovelace',
      billingCountry: 'DE',
      postalCode: null,
      businessName: 'Lovelace GmbH',
      taxId: null,
    };
    const html = render({ ...asked, quote: null, session: { ...openSession, customer } });
    expect(html).toMatch(/<input[^>]*name="name"[^>]*value="Ada Lovelace"/);
    expect(html).toMatch(/<input[^>]*name="business"[^>]*checked/);
    expect(html).toMatch(/<option[^>]*selected[^>]*value="DE"|<option value="DE" selected/);
    expect(html).toContain('value="Lovelace GmbH"');
  });

  it('has a merchant’s own look behind the build’s, and says which, so that its policy can allow it', async () => {
    const { draw } = await createPageRenderer(parts);
    expect(draw(asked).style).toBeNull();
    const { html, style } = draw({
      ...asked,
      session: { ...openSession, merchant: second },
      merchant: second,
    });
    expect(style).toContain('--accent: #4338b8');
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css]) => css);
    expect(styles).toEqual(['p{}', style]);
    expect(html).toContain('<title>Checkout – Halden Books</title>');
    expect(html).toMatch(/<a href="https:\/\/halden\.example\/terms" target="_blank" rel="noopener">/);
  });

  it.each([
    ['line', /By paying, you agree to:.*Terms and conditions/s, false],
    ['checkbox', /<input type="checkbox" id="field-consent"[^>]*name="consent"/, true],
  ] as const)('says what paying agrees to as a %s', (consent, said, hasBox) => {
    const html = render({ ...asked, session: { ...openSession, merchant: { ...second, consent } } });
    expect(html).toMatch(said);
    expect(html.includes('name="consent"')).toBe(hasBox);
    expect(render(asked)).not.toContain('class="consent');
  });

  it('links nowhere but to web pages and to a mailbox', () => {
    const links = { ...second.links, terms: 'javascript:alert(1)' };
    const html = render({ ...asked, session: { ...openSession, merchant: { ...second, links } } });
    expect(html).not.toContain('javascript:alert(1)" target');
    expect(html).toContain('href="mailto:help@halden.example"');
  });

  it('says that there is no such session', () => {
    const html = render({ ...asked, session: 'missing' });
    expect(html).toContain('find this checkout');
    expect(html).not.toContain('name="cardNumber"');
  });

  it('leaves to the browser what could not be read, and the store', () => {
    for (const left of [
      { ...asked, session: null },
      { ...asked, path: '/', kind: 'store' as const, sessionId: null, session: null },
    ]) {
      expect(dataOf(render(left))).toMatchObject({ session: null, drawn: false });
      expect(render(left)).not.toContain('name="cardNumber"');
    }
  });

  it('does not take over anything from the page before', () => {
    const first = render({ ...asked, session: { ...openSession, customerEmail: 'ada@example.com' } });
    expect(first).toContain('ada@example.com');
    expect(render(asked)).not.toContain('ada@example.com');
  });
});
