// @vitest-environment jsdom
import type { SessionView } from '@checkout/schemas/session';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FROM_BANK } from '../checkout/came-from-bank.ts';
import { CheckoutPage } from '../checkout/checkout-page.tsx';
import { renderPart } from '../component-tests/render.tsx';
import type { Replies } from '../gallery/fixture-client.ts';
import {
  businessPayment,
  openSession,
  payment,
  reversed,
  SESSION_ID,
  succeeded,
} from '../gallery/fixtures.ts';

window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;

const thanks = 'https://shop.example/thanks';
/** With what names the session. */
const successUrl = `${thanks}?session_id=${openSession.reference}`;
const cancelUrl = 'https://shop.example/cart';
const paid: SessionView = {
  ...openSession,
  status: 'complete',
  outcome: succeeded('CHECKOUT_SUCCESS'),
  successUrl: thanks,
  cancelUrl,
  version: 2,
};
const after = (change: Partial<SessionView>): SessionView => ({ ...paid, ...change, version: 3 });
const refunded = after({ status: 'reversed', outcome: reversed('FULLY_REFUNDED') });
const failed = after({ status: 'reversed', outcome: reversed('PAYMENT_FAILED') });

const of = (payment: object) => ({ ...paid, outcome: { status: 'succeeded', payment } });

const told = (view: SessionView) => ({ answer: { id: String(view.version), data: view } });

async function open(replies: Replies) {
  const calls: string[] = [];
  await renderPart(<CheckoutPage sessionId={SESSION_ID} />, { replies, onCall: (path) => calls.push(path) });
  const links = () => screen.queryAllByRole<HTMLAnchorElement>('link').map(({ href }) => href);
  const called = (path: string) => calls.filter((one) => one === path).length;
  return { called, watched: () => called('checkout.watch') > 0, links };
}

/** The paid session in a tab in the background, with the focus on a button; `show` brings the tab up, and `view` is told. */
async function openHidden(view: SessionView) {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  onTestFinished(() => visibility.mockRestore());
  const { watched } = await open({ 'checkout.get': { answer: paid }, 'checkout.watch': told(view) });
  await heading('Payment accepted');
  const focused = screen.getByRole('button', { name: 'Print' });
  focused.focus();
  return {
    watched,
    focused,
    show() {
      visibility.mockReturnValue('visible');
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('the receipt of a session', () => {
  it.each([
    ['authorised', paid, 'Payment accepted', successUrl],
    ['settled', after({ outcome: succeeded('PAYMENT_SUCCESS') }), 'Payment accepted', successUrl],
    ['whose refund failed', after({ outcome: succeeded('REFUND_FAILED') }), 'Payment accepted', successUrl],
    [
      'that is being refunded',
      after({ outcome: succeeded('REFUND_PENDING') }),
      'A refund is on its way',
      successUrl,
    ],
    [
      'refunded in part',
      after({ outcome: succeeded('PARTIAL_REFUNDED') }),
      'A part of this payment was refunded',
      successUrl,
    ],
    ['refunded in full', refunded, 'This payment was refunded', cancelUrl],
    ['that failed later', failed, 'The payment did not go through after all', cancelUrl],
  ])('%s says so, and leads on', async (_what, view, said, way) => {
    const { links } = await open({ 'checkout.get': { answer: view } });
    await heading(said);
    expect(document.title).toMatch(said);
    expect(links().filter((href) => href.startsWith('https:'))).toEqual([way]);
    expect(screen.queryByText('Thank you for your order.') !== null).toBe(said === 'Payment accepted');
    screen.getByText(payment.id);
  });

  it('names the card, the business and who owes the tax', async () => {
    await open({
      'checkout.get': { answer: of({ ...businessPayment, card: { brand: null, last4: '0077' } }) },
    });
    await heading('Payment accepted');
    for (const said of ['Card ending in 0077', businessPayment.business?.name ?? '', 'DE123456789'])
      screen.getByText(said);
    screen.getByText(/^Reverse charge/);
  });

  it('says no more than it is told, also by a node of the release before', async () => {
    const { card: _card, business: _business, reverseCharge: _reverseCharge, ...before } = payment;
    await open({ 'checkout.get': { answer: of(before) } });
    await heading('Payment accepted');
    for (const label of ['Card', 'Business name', 'Tax ID']) expect(screen.queryByText(label)).toBeNull();
    expect(screen.queryByText(/^Reverse charge/)).toBeNull();
  });

  it('says nothing of a stray charge that was refunded beside the payment', async () => {
    await open({ 'checkout.get': { answer: { ...refunded, status: 'complete' } } });
    await heading('Payment accepted');
    expect(screen.queryByText(payment.id)).toBeNull();
  });
});

describe('an open receipt', () => {
  it.each([
    ['failed', failed, 'The payment did not go through after all'],
    ['was refunded', refunded, 'This payment was refunded'],
    ['is being refunded', after({ outcome: succeeded('REFUND_PENDING') }), 'A refund is on its way'],
  ])('learns that its payment %s, and moves the focus there', async (_what, view, said) => {
    const { show } = await openHidden(view);
    show();
    const changed = await heading(said);
    await waitFor(() => expect(document.activeElement).toBe(changed));
    expect(document.title).toMatch(said);
  });

  it('leaves the focus where it is when the payment has only come further', async () => {
    const settled = { ...payment, status: 'PAYMENT_SUCCESS', customerEmail: 'read@example.com' };
    const { focused, show } = await openHidden(after({ outcome: { status: 'succeeded', payment: settled } }));
    show();
    await screen.findByText('read@example.com');
    expect(document.activeElement).toBe(focused);
  });

  it('is followed only while it can be seen', async () => {
    const { watched, show } = await openHidden(failed);
    expect(watched()).toBe(false);
    show();
    await heading('The payment did not go through after all');
    expect(watched()).toBe(true);
  });

  it('is read now and then where the subscription has ended', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    onTestFinished(() => void vi.useRealTimers());
    const { called } = await open({ 'checkout.get': { answer: paid }, 'checkout.watch': told(paid) });
    await heading('Payment accepted');
    await waitFor(() => expect(called('checkout.watch')).toBeGreaterThan(0));
    const before = called('checkout.get');
    await vi.advanceTimersByTimeAsync(31_000);
    expect(called('checkout.get')).toBe(before + 1);
  });

  it('is not followed once nothing more can come', async () => {
    const { watched } = await open({ 'checkout.get': { answer: refunded } });
    await heading('This payment was refunded');
    expect(watched()).toBe(false);
  });
});

it('checkout page: the way back from the bank is over with the first page that it leads to, also while nothing is known', async () => {
  window.history.replaceState(FROM_BANK, '');
  const processing = { status: 'processing', outcome: { status: 'processing', payment: null } } as const;
  await open({ 'checkout.get': { answer: { ...openSession, ...processing } } });
  await heading('We are checking your payment');
  expect(window.history.state).toBeNull();
});

it('checkout page: says above the form that a stray charge was refunded', async () => {
  Element.prototype.scrollIntoView = () => {};
  await open({ 'checkout.get': { answer: { ...openSession, outcome: reversed('FULLY_REFUNDED') } } });
  await heading('Checkout');
  expect((await screen.findByRole('alert')).textContent).toMatch(/^This payment was refunded.*reference: /);
});
