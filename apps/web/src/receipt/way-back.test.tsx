// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { WayBack } from './way-back.tsx';

const reference = `ref_${'a'.repeat(32)}`;
const withId = `https://shop.example/thanks?order=7&session_id=${reference}#top`;
const successUrl = 'https://shop.example/thanks?order=7#top';

async function show(justPaid: boolean) {
  const assign = vi.fn();
  vi.stubGlobal('location', { assign, href: 'http://localhost/', origin: 'http://localhost' });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await renderPart(<WayBack successUrl={successUrl} reference={reference} justPaid={justPaid} />);
  return assign;
}

it('way back: names the session by what permits nothing, and goes by itself after some seconds', async () => {
  const assign = await show(true);
  expect(screen.getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe(withId);
  expect(screen.getByText(/taken back to the shop/, { selector: 'p' })).toBeDefined();
  act(() => void vi.advanceTimersByTime(7_000));
  expect(assign).not.toHaveBeenCalled();
  act(() => void vi.advanceTimersByTime(2_000));
  expect(assign).toHaveBeenCalledWith(withId);
  vi.useRealTimers();
});

it('way back: who wants to stay, stays, and so does who opens a receipt later', async () => {
  const assign = await show(true);
  act(() => screen.getByRole('button', { name: 'Stay on this page' }).click());
  act(() => void vi.advanceTimersByTime(60_000));
  expect(assign).not.toHaveBeenCalled();
  vi.useRealTimers();
});

it('way back: who prints the receipt is not taken from it', async () => {
  const assign = await show(true);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(assign).not.toHaveBeenCalled();
  vi.useRealTimers();
});

it('way back: a receipt that is opened later leads back by its link alone', async () => {
  const assign = await show(false);
  expect(screen.queryByText(/taken back to the shop/)).toBeNull();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(assign).not.toHaveBeenCalled();
  vi.useRealTimers();
});
