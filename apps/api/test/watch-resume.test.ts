import { expect, test } from 'vitest';
import { newSession, startWorld, type World } from './support/world.ts';

/** The versions that a subscription gets until the server ends it. */
async function versionsAfter({ shopper }: World, sessionId: string, lastEventId?: string): Promise<number[]> {
  const versions: number[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const subscription = shopper.checkout.watch.subscribe(
    { sessionId, lastEventId },
    { onData: ({ data }) => versions.push(data.version), onComplete: resolve, onError: reject },
  );
  try {
    await promise;
    return versions;
  } finally {
    subscription.unsubscribe();
  }
}

test('a watch that resumes gets only what came after the version it has seen', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  await world.service.sessions.expire.mutate({ sessionId });
  const { version } = await world.shopper.checkout.get.query({ sessionId });
  expect(await versionsAfter(world, sessionId)).toEqual([version]);
  expect(await versionsAfter(world, sessionId, String(version - 1))).toEqual([version]);
  expect(await versionsAfter(world, sessionId, String(version))).toEqual([]);
  expect(await versionsAfter(world, sessionId, 'rubbish')).toEqual([version]);
});
