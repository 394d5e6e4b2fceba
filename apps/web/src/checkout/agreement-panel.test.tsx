import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import type { Replies } from '../gallery/fixture-client.ts';
import {
  agreement,
  openSession,
  payment,
  quoteWithoutTax,
  SESSION_ID,
  succeeded,
} from '../gallery/fixtures.ts';
import { CheckoutPage } from './checkout-page.tsx';

// jsdom has no layout.
Element.prototype.scrollIntoView = () => {};
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;

const waiting = { 'checkout.get': { answer: { ...openSession, outcome: agreement() } } };
const agreed = { sessionId: SESSION_ID, paymentId: payment.id, total: 8879 };

async function open(replies: Replies) {
  const calls: { path: string; input: unknown }[] = [];
  const { user } = await renderPart(<CheckoutPage sessionId={SESSION_ID} />, {
    replies,
    initialPageData: {
      country: 'FR',
      store: true,
      testMode: false,
      merchant: PLAIN_MERCHANT,
      missingSession: null,
      countries: null,
    },
    onCall: (path, input) => calls.push({ path, input }),
  });
  const sent = (path: string) => calls.filter((call) => call.path === path).map(({ input }) => input);
  return { user, sent };
}

async function submitForm(name: string, replies: Replies) {
  const { user, sent } = await open(replies);
  await user.type(await screen.findByLabelText('Email'), 'ada@example.com');
  await user.type(screen.getByLabelText('Card number'), '4242424242424242');
  await user.type(screen.getByLabelText('Expiry'), '0140');
  await user.type(screen.getByLabelText('CVC'), '123');
  await user.click(await button(name));
  await heading('Check the total');
  return { user, sent };
}

const submitWithoutTotal = (replies: Replies = {}) =>
  submitForm('Continue to the total', {
    'checkout.quote': { answer: quoteWithoutTax },
    'checkout.get': {
      answer: openSession,
      afterPay: { ...openSession, outcome: agreement(), version: 2 },
    },
    'checkout.pay': { answer: agreement() },
    ...replies,
  });

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const button = (name: string) => screen.findByRole('button', { name });
const row = (term: string) => screen.getByText(term).nextSibling?.textContent;
const announced = () => screen.getByRole('status').textContent;

it('agreement: a form without a total is submitted without one, and the total that follows is agreed to', async () => {
  const { user, sent } = await submitWithoutTotal({
    'checkout.agree': { answer: succeeded('CHECKOUT_SUCCESS') },
  });
  expect(sent('checkout.pay')).toMatchObject([{ onOtherTotal: 'ask' }]);
  expect(sent('checkout.pay')[0]).not.toHaveProperty('agreedTotal');
  screen.getByText('The tax for your country has been calculated.');
  screen.getByText('Nothing has been charged yet.');
  expect([row('Subtotal'), row('VAT (20%)'), row('Total')]).toEqual(['€73.99', '€14.80', '€88.79']);
  expect(announced()).toBe('The total is now €88.79.');
  expect(document.activeElement).toBe(await heading('Check the total'));

  await user.click(await button('Pay €88.79'));
  await heading('Payment accepted');
  expect(sent('checkout.agree')).toEqual([agreed]);
  expect(sent('checkout.pay')).toHaveLength(1);
});

it('agreement: a form with a total says it, and asks for another', async () => {
  const other = agreement(8953, 21);
  const { sent } = await submitForm('Pay €88.79', {
    'checkout.get': { answer: openSession, afterPay: { ...openSession, outcome: other, version: 2 } },
    'checkout.pay': { answer: other },
  });
  expect(sent('checkout.pay')).toMatchObject([{ agreedTotal: 8879, onOtherTotal: 'ask' }]);
  screen.getByText('The total has changed.');
  await button('Pay €89.53');
  expect(row('VAT (21%)')).toBe('€15.54');
});

it('agreement: two clicks in one tick are one request, and the button keeps the focus', async () => {
  const { sent } = await open({ ...waiting, 'checkout.agree': { fail: 'silence' } });
  const pay = await button('Pay €88.79');
  pay.focus();
  pay.click();
  pay.click();
  await waitFor(() => expect(pay.getAttribute('aria-busy')).toBe('true'));
  expect(sent('checkout.agree')).toEqual([agreed]);
  expect(document.activeElement).toBe(pay);
  expect(announced()).toBe('Sending your payment…');
  (await button('Change card or details')).click();
  await heading('Check the total');
});

it('agreement: a page that is opened while a payment waits asks for it, and keeps asking for another total', async () => {
  const other = agreement(8953, 21);
  const replies = {
    ...waiting,
    'checkout.get': { answer: { ...openSession, outcome: agreement() } as unknown },
    'checkout.agree': { answer: other },
  };
  const { user, sent } = await open(replies);
  await heading('Check the total');
  screen.getByText('The tax for your country has been calculated.');
  replies['checkout.get'] = { answer: { ...openSession, outcome: other, version: 2 } };
  await user.click(await button('Pay €88.79'));
  const pay = await button('Pay €89.53');
  screen.getByText('The total has changed.');
  expect(announced()).toBe('The total is now €89.53.');
  await user.click(pay);
  screen.getByText('The total has changed.');
  expect(sent('checkout.agree')).toEqual([agreed, { ...agreed, total: 8953 }]);
});

it('agreement: when nothing came of it, says so and can be pressed again', async () => {
  const { user, sent } = await open({ ...waiting, 'checkout.agree': { answer: agreement() } });
  await user.click(await button('Pay €88.79'));
  const problem = await screen.findByRole('alert');
  expect(problem.textContent).toMatch(/nothing was charged\. Please try again/);
  await user.click(await button('Pay €88.79'));
  await waitFor(() => expect(sent('checkout.agree')).toEqual([agreed, agreed]));
});

it('agreement: a lost response is never shown as a failure', async () => {
  const { user } = await open({ ...waiting, 'checkout.agree': { fail: 'network' } });
  await user.click(await button('Pay €88.79'));
  await heading('We are checking your payment');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Pay €88.79' })).toBeNull();
});

it('agreement: the way back keeps the card, and the same form asks for the same payment', async () => {
  const { user, sent } = await submitWithoutTotal();
  await user.click(await button('Change card or details'));
  expect(document.activeElement).toBe(await heading('Checkout'));
  expect(screen.getByLabelText<HTMLInputElement>('Card number').value).toBe('4242 4242 4242 4242');
  expect(screen.getByLabelText<HTMLInputElement>('CVC').value).toBe('123');

  await user.click(await button('Continue to the total'));
  await heading('Check the total');
  await user.click(await button('Change card or details'));
  await user.clear(screen.getByLabelText('Card number'));
  await user.type(screen.getByLabelText('Card number'), '5555555555554444');
  await user.click(await button('Continue to the total'));
  await heading('Check the total');
  const keys = sent('checkout.pay').map((input) => (input as { attemptKey: string }).attemptKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it('agreement: a session that expires meanwhile is shown as expired', async () => {
  const expired = { ...openSession, status: 'expired', outcome: agreement(), version: 2 };
  await open({ ...waiting, 'checkout.watch': { answer: { id: '2', data: expired } } });
  await heading('This checkout has expired');
  expect(screen.queryByRole('button', { name: 'Pay €88.79' })).toBeNull();
});

it('agreement: the total of a bill to Germany stands beside the words of the law', async () => {
  const inGermany = { ...openSession, outcome: agreement(8805, 19, 'DE') };
  await open({ ...waiting, 'checkout.get': { answer: inGermany } });
  const pay = await button('Order with obligation to pay');
  const described = document.getElementById(pay.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('Total€88.05');
});

it('a quote that does not come: the form can be submitted after six seconds, and stays so', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const { sent } = await open({ 'checkout.quote': { fail: 'silence' } });
  await screen.findByRole('button', { name: 'Calculating total…' });
  await vi.advanceTimersByTimeAsync(6_000);
  const next = await button('Continue to the total');
  expect(next.getAttribute('aria-disabled')).toBe('false');
  expect(screen.getAllByText('Tax is calculated when you pay.').length).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent('checkout.quote')).toHaveLength(1);
});

it.each([
  ['is refused', { refuse: 'SLOW_DOWN', retryAfter: 1 }],
  ['is lost', { fail: 'network' }],
  ['has no tax', { answer: quoteWithoutTax }],
] as const)('a quote that %s: is not asked for again and again', async (_name, reply) => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const { sent } = await open({ 'checkout.quote': reply });
  await screen.findByLabelText('Email');
  await vi.advanceTimersByTimeAsync(6_000);
  await button('Continue to the total');
  const asked = sent('checkout.quote').length;
  expect(asked).toBeLessThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent('checkout.quote')).toHaveLength(asked);
});
