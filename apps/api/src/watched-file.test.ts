import { expect, test } from 'vitest';
import { atRest } from './watched-file.ts';

test('a file that is being written is not taken for what it will be', async () => {
  const contents = ['', 'desk:a-tok', 'desk:a-token-of-the-tests', 'desk:a-token-of-the-tests', 'later'];
  expect(await atRest(async () => contents.shift())).toBe('desk:a-token-of-the-tests');
  expect(contents).toEqual(['later']);
});

test('a file that stays away is answered for too', async () => {
  expect(await atRest(async () => null)).toBeNull();
});
