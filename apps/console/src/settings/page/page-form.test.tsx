// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '../../component-tests/render.tsx';
import type { Replies } from '../../gallery/fixture-client.ts';
import { meOf, page } from '../../gallery/fixtures.ts';

async function openSettings(replies: Replies = {}) {
  const sent: unknown[] = [];
  const onCall = (path: string, input: unknown) => {
    if (path === 'page.update') sent.push(input);
  };
  const { user } = await renderPage('/settings/page', { replies, onCall });
  await screen.findByRole('region', { name: 'Preview' });
  return { user, sent };
}

it('what is changed is sent with the rest, the version that was shown, and the reason', async () => {
  const { user, sent } = await openSettings({ 'page.update': { answer: page } });
  const accent = screen.getByLabelText('Accent colour');
  await user.clear(accent);
  await user.type(accent, '#0b5d4e');
  await user.type(screen.getByLabelText('Reason'), 'A new brand');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/^Saved\./);
  expect(sent).toEqual([
    {
      settings: {
        ...page.saved.settings,
        appearance: { ...page.saved.settings.appearance, accent: '#0b5d4e' },
      },
      version: 3,
      reason: 'A new brand',
    },
  ]);
});

it('the preview has both schemes, the file’s links too, and says which accent will be refused', async () => {
  const { user } = await openSettings();
  const preview = within(screen.getByRole('region', { name: 'Preview' }));
  expect(preview.getAllByRole('figure')).toHaveLength(2);
  expect(preview.getAllByText('Terms')).toHaveLength(2);
  expect(preview.getAllByText('Lamp & Light')).toHaveLength(2);
  expect(preview.queryByText(/will be refused/)).toBeNull();
  const accent = screen.getByLabelText('Accent colour');
  await user.clear(accent);
  await user.type(accent, '#8fb5ad');
  expect(preview.getByText(/will be refused/).textContent).toMatch(/has a contrast of \d\.\d\d:1/);
  await user.selectOptions(screen.getByLabelText('Scheme'), 'dark');
  expect(preview.getAllByRole('figure')).toHaveLength(1);
});

it('what was typed stays where saving fails', async () => {
  const { user } = await openSettings({ 'page.update': { refuse: 'CONFLICT' } });
  await user.type(screen.getByLabelText('Reason'), 'A new brand');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).not.toBe('');
  expect(screen.getByLabelText<HTMLInputElement>('Reason').value).toBe('A new brand');
});

it('a viewer sees the settings and cannot change them', async () => {
  await openSettings({ me: { answer: meOf('viewer') } });
  expect(screen.getByLabelText<HTMLInputElement>('Accent colour').matches(':disabled')).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});
