import { expect, it } from 'vitest';
import { watchActivity } from './activity.ts';

it('a page that is not touched again is a person’s once, when it is opened', () => {
  const page = new EventTarget();
  const activity = watchActivity(page);
  expect([activity.take(), activity.take()]).toEqual([true, false]);
  page.dispatchEvent(new Event('scroll'));
  expect(activity.take()).toBe(false);
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
    page.dispatchEvent(new Event(name));
    expect([activity.take(), activity.take()]).toEqual([true, false]);
  }
});
