import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import type { Replies } from '../gallery/fixture-client.ts';
import { declined, openSession, SESSION_ID, succeeded } from '../gallery/fixtures.ts';
import { CheckoutPage } from './checkout-page.tsx';

// jsdom has no layout.
Element.prototype.scrollIntoView = () => {};
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;

const paid = succeeded('CHECKOUT_SUCCESS');

async function fillIn(replies: Replies) {
  const errors = vi.spyOn(console, 'error');
  const calls: string[] = [];
  const { user, container } = await renderPart(<CheckoutPage sessionId={SESSION_ID} />, {
    replies,
    initialPageData: {
      country: 'FR',
      store: true,
      testMode: false,
      merchant: PLAIN_MERCHANT,
      missingSession: null,
      countries: null,
    },
    onCall: (path) => calls.push(path),
  });
  await screen.findByText('Pay €88.79');
  await user.type(screen.getByLabelText('Email'), 'ada@example.com');
  await user.type(screen.getByLabelText('Card number'), '4242424242424242');
  await user.type(screen.getByLabelText('Expiry'), '0140');
  await user.type(screen.getByLabelText('CVC'), '123');
  await user.selectOptions(screen.getByLabelText('Country'), 'FR');
  const button = await screen.findByText('Pay €88.79');
  const sent = () => calls.filter((path) => path === 'checkout.pay').length;
  return { user, container, button, sent, errors };
}

it('checkout page: two submissions in one tick are one payment, in strict mode too, and nothing is complained of', async () => {
  const { button, sent, errors } = await fillIn({
    'checkout.get': {
      answer: openSession,
      afterPay: { ...openSession, status: 'complete', outcome: paid, version: 2 },
    },
    'checkout.pay': { answer: paid },
  });
  button.click();
  button.click();
  await screen.findByRole('heading', { level: 1, name: 'Payment accepted' });
  expect(sent()).toBe(1);
  expect(errors.mock.calls).toEqual([]);
});

it('checkout page: after a decline the number stays, the CVC is empty and the card can be submitted again', async () => {
  const refusedCard = declined('card_declined');
  const { user, button, sent } = await fillIn({
    'checkout.get': {
      answer: openSession,
      afterPay: { ...openSession, outcome: refusedCard, version: 2 },
    },
    'checkout.pay': { answer: refusedCard },
  });
  await user.click(button);
  await screen.findByRole('alert');
  expect(screen.getByLabelText<HTMLInputElement>('Card number').value).toBe('4242 4242 4242 4242');
  expect(screen.getByLabelText<HTMLInputElement>('CVC').value).toBe('');
  await user.type(screen.getByLabelText('CVC'), '321');
  await user.click(await screen.findByText('Pay €88.79'));
  await vi.waitFor(() => expect(sent()).toBe(2), { timeout: 60_000 });
});

it('checkout page: an attempt closed with its outcome unknown is not called uncharged when the session has expired', async () => {
  const closed = { ...openSession, status: 'expired', outcome: declined('closed') };
  await renderPart(<CheckoutPage sessionId={SESSION_ID} />, {
    replies: { 'checkout.get': { answer: closed } },
  });
  await screen.findByRole('heading', { level: 1, name: 'This checkout has expired' });
  screen.getByText(/stopped before its outcome was known/);
  expect(screen.queryByText(/have not been charged/)).toBeNull();
});

it('checkout page: a lost response is never shown as a failure', async () => {
  const { user, button } = await fillIn({ 'checkout.pay': { fail: 'network' } });
  await user.click(button);
  await screen.findByRole('heading', { level: 1, name: 'We are checking your payment' });
  expect(screen.queryByRole('alert')).toBeNull();
});
