// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { renderPage } from '../component-tests/render.tsx';
import type { Replies } from '../gallery/fixture-client.ts';
import { PAYMENT_ID } from '../gallery/fixtures.ts';

beforeEach(() => sessionStorage.clear());

const REASON = 'The parcel was lost';

async function openRefund(replies: Replies = {}) {
  const sent: unknown[] = [];
  const onCall = (path: string, input: unknown) => {
    if (path === 'refund.request') sent.push(input);
  };
  const { user } = await renderPage(`/payments/${PAYMENT_ID}`, { replies, onCall });
  await user.click(await screen.findByRole('button', { name: 'Refund' }));
  return { user, sent, confirm: await screen.findByRole('button', { name: 'Refund €88.79' }) };
}

it('a refund names amount and customer, and is sent with what the person saw', async () => {
  const { user, sent, confirm } = await openRefund();
  expect(screen.getByText('€88.79, grace@example.com')).toBeDefined();
  await user.type(screen.getByLabelText('Reason'), REASON);
  await user.click(confirm);
  await screen.findByText(/Inflow has taken the refund/);
  expect(sent).toEqual([
    { paymentId: PAYMENT_ID, reason: REASON, expected: { amountInCents: 8_879, currency: 'EUR' } },
  ]);
});

it('nothing is sent without a reason, and the field is named and focused', async () => {
  const { user, sent, confirm } = await openRefund();
  await user.click(confirm);
  const field = screen.getByLabelText('Reason');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
  expect(sent).toEqual([]);
});

it('two submissions in one turn send one refund', async () => {
  const { user, sent, confirm } = await openRefund();
  await user.type(screen.getByLabelText('Reason'), REASON);
  const form = confirm.closest('form');
  if (form === null) throw new Error('The button is in no form');
  fireEvent.submit(form);
  fireEvent.submit(form);
  await screen.findByText(/Inflow has taken the refund/);
  expect(sent).toHaveLength(1);
});

it('an outcome that is not known is not called done', async () => {
  const { user, confirm } = await openRefund({
    'refund.request': { answer: { outcome: 'unknown', requestId: null } },
  });
  await user.type(screen.getByLabelText('Reason'), REASON);
  await user.click(confirm);
  await screen.findByText(/not known yet whether Inflow has taken/);
  expect(screen.queryByText(/It is on its way/)).toBeNull();
});

it('a lost answer keeps what was typed, says that the outcome is not known, and is not sent again by itself', async () => {
  const { user, sent, confirm } = await openRefund({ 'refund.request': { fail: 'network' } });
  await user.type(screen.getByLabelText('Reason'), REASON);
  await user.click(confirm);
  await screen.findByText(/not known whether it was done/);
  expect((screen.getByLabelText('Reason') as HTMLTextAreaElement).value).toBe(REASON);
  expect(sent).toHaveLength(1);
});

it('a refusal is said in words', async () => {
  const { user, confirm } = await openRefund({ 'refund.request': { refuse: 'SAME_PERSON' } });
  await user.type(screen.getByLabelText('Reason'), REASON);
  await user.click(confirm);
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/approved by another person/));
});

it('a reason is there again when the session ended under it, for the same deed; sent or given up it is forgotten', async () => {
  const first = await openRefund();
  await first.user.type(screen.getByLabelText('Reason'), REASON);
  // The page is left for the sign-in.
  cleanup();
  const again = await openRefund();
  const field = () => screen.getByLabelText<HTMLTextAreaElement>('Reason');
  expect(field().value).toBe(REASON);
  await again.user.click(screen.getByRole('button', { name: 'Cancel' }));
  cleanup();
  await openRefund();
  expect(field().value).toBe('');
});
