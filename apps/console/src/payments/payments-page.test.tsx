// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '../component-tests/render.tsx';

async function openList(path: string) {
  const inputs: unknown[] = [];
  const page = await renderPage(path, {
    onCall: (called, input) => {
      if (called === 'search.payments') inputs.push(input);
    },
  });
  await screen.findByRole('table', { name: 'Payments' });
  return { ...page, inputs };
}

it('the address is the view: its filters are asked for', async () => {
  const { inputs } = await openList('/payments?query=4242&status=PAYMENT_SUCCESS&stray=true&sort=largest');
  expect(inputs).toContainEqual({ query: '4242', status: 'PAYMENT_SUCCESS', stray: true, sort: 'largest' });
  expect((screen.getByRole('searchbox') as HTMLInputElement).value).toBe('4242');
});

it('results come while typing, filters stay, and the page of other results does not', async () => {
  const { user, inputs, history } = await openList('/payments?currency=EUR&cursor=c2');
  await user.type(screen.getByRole('searchbox'), 'ada@example.com');
  await waitFor(() => expect(inputs).toContainEqual({ query: 'ada@example.com', currency: 'EUR' }));
  expect(history.location.search).toBe('?currency=EUR&query=ada%40example.com');
});

it('a head of a column sorts, and says how', async () => {
  const { user, inputs } = await openList('/payments');
  const amount = () => screen.getByRole('columnheader', { name: 'Amount' });
  expect(amount().getAttribute('aria-sort')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Amount' }));
  await waitFor(() => expect(amount().getAttribute('aria-sort')).toBe('descending'));
  await user.click(screen.getByRole('button', { name: 'Amount' }));
  await waitFor(() => expect(amount().getAttribute('aria-sort')).toBe('ascending'));
  expect(inputs).toContainEqual({ sort: 'smallest' });
});

it('the next page is a link with all filters', async () => {
  await openList('/payments?query=4242');
  const next = screen.getByRole('link', { name: 'Next page' });
  expect(next.getAttribute('href')).toBe('/payments?query=4242&cursor=c2');
});

it('a list that grows asks for nothing that the contract does not have', async () => {
  const inputs: unknown[] = [];
  await renderPage('/attention/stray', {
    onCall: (called, input) => {
      if (called === 'search.payments') inputs.push(input);
    },
  });
  await screen.findByRole('table', { name: 'Payments' });
  expect(inputs.length).toBeGreaterThan(0);
  for (const input of inputs) expect(input).toEqual({ stray: true });
});
