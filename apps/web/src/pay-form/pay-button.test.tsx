// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { formatsOf } from '../format.ts';
import { createFixtureClient } from '../gallery/fixture-client.ts';
import { openSession, quoteFor } from '../gallery/fixtures.ts';
import { loadMessages } from '../messages/messages.ts';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../queries.ts';
import { isOrderLawOf } from './order-law.ts';
import { PayButton } from './pay-button.tsx';
import { totalsOfQuote } from './totals.ts';

const shown = {
  totals: totalsOfQuote(quoteFor('FR', false)),
  updating: false,
  taxLater: false,
  needsZip: false,
};
const idle = { view: openSession, work: 'idle' as const, shown, byLaw: false };
const german = { ...idle, byLaw: true };
const submitting = { ...idle, work: 'submitting' as const };
const without = { ...idle, shown: { totals: undefined, updating: false, taxLater: true, needsZip: false } };

afterEach(() => {
  vi.useRealTimers();
});

const button = () => screen.getByRole<HTMLButtonElement>('button');

it('pay button: says the total that is agreed to', async () => {
  await renderPart(<PayButton {...idle} />);
  expect(button().textContent).toBe('Pay €88.79');
  expect(button().type).toBe('submit');
  expect(button().getAttribute('aria-disabled')).toBe('false');
});

it('pay button: names no total while that is being worked out', async () => {
  await renderPart(<PayButton {...idle} shown={{ ...shown, updating: true }} />);
  expect(button().textContent).not.toContain('88.79');
  expect(button().getAttribute('aria-disabled')).toBe('true');
});

it('pay button: names no amount where there is no quote, and says when the tax is known', async () => {
  await renderPart(<PayButton {...without} />);
  expect(button().textContent).toBe('Continue to the total');
  expect(button().getAttribute('aria-disabled')).toBe('false');
  const described = document.getElementById(button().getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('Tax is calculated when you pay.');
});

it('pay button: does not say the words of the law where the total is not known', async () => {
  const { rerender, container } = await renderPart(<PayButton {...german} />, {
    language: 'de',
    locale: 'de',
  });
  const words = button().textContent ?? '';
  rerender(<PayButton {...without} byLaw />);
  expect(button().textContent).not.toContain(words);
  expect(container.textContent).toContain('Zwischensumme73,99');
  expect(container.textContent).not.toContain('Gesamt–');
});

it('pay button: keeps the focus while it works, and says so to a screen reader', async () => {
  const { rerender } = await renderPart(<PayButton {...idle} />);
  button().focus();
  rerender(<PayButton {...submitting} />);
  expect(button().disabled).toBe(false);
  expect(document.activeElement).toBe(button());
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(button().getAttribute('aria-busy')).toBe('true');
  expect(screen.getByRole('status').textContent).toBe(button().textContent);
});

it('pay button: says when it takes longer than usual, and begins anew with the next submission', async () => {
  vi.useFakeTimers();
  const { rerender } = await renderPart(<PayButton {...submitting} />);
  const texts = [button().textContent];
  act(() => vi.advanceTimersByTime(4_000));
  texts.push(button().textContent);
  act(() => vi.advanceTimersByTime(16_000));
  texts.push(button().textContent);
  expect(new Set(texts).size).toBe(3);
  rerender(<PayButton {...idle} />);
  rerender(<PayButton {...submitting} />);
  expect(button().textContent).toBe(texts[0]);
});

it.each([
  ['DE', 'de', 'Zahlungspflichtig bestellen'],
  ['AT', 'de', 'Zahlungspflichtig bestellen'],
  ['DE', 'en', 'Order with obligation to pay'],
  ['DE', 'ar', 'اطلب مع الالتزام بالدفع'],
  ['CH', 'de', /^Bestellen und .*88,79.* bezahlen$/],
  ['FR', 'en', 'Pay €88.79'],
] as const)(
  'pay button: for a bill to %s it says, in the language %s, what the law there wants: %s',
  async (country, language, said) => {
    const locale = language === 'en' ? 'en-GB' : language;
    await renderPart(<PayButton {...idle} byLaw={isOrderLawOf(country)} />, { language, locale });
    expect(button().textContent).toMatch(said);
  },
);

it('pay button: has the total beside it where the law wants only its own words on it', async () => {
  await renderPart(<PayButton {...german} />, { language: 'de', locale: 'de' });
  expect(button().textContent).not.toContain('88,79');
  const described = document.getElementById(button().getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toContain('88,79');
});

it('pay button: submits nothing before the code of the page is there', async () => {
  const html = renderToString(
    <Providers
      client={createFixtureClient({})}
      queryClient={createQueryClient()}
      messages={await loadMessages('en')}
      formats={formatsOf('en-GB')}
    >
      <PayButton {...idle} />
    </Providers>,
  );
  expect(html).toMatch(/<button type="button"[^>]* aria-disabled="true"/);
});
