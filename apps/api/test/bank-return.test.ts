import { request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSession, press, startWorld } from './support/world.ts';

/** Appended as it is: `fetch` would normalise the URL. */
function send(url: string, { method = 'GET', headers = {}, body = '' } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
    const path = url.slice(url.indexOf('/', 'http://'.length));
    request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, location: answer.headers.location });
    })
      .once('error', reject)
      .end(body);
  });
}

test('a return from the bank is redirected to the page, without anything that the bank appends', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const page = `/checkout/${sessionId}/return`;
  const numbers = ['4242424242424242', '5555555555554444', '378282246310005'];
  const characters = [...'abcXYZ0123456789-._~!$&\'()*+,;=:@/?%[]|^"{}<>\\'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        '?',
        '?trxid=',
        '&status=ok',
        ';jsessionid=',
        '/?a=',
        '?cres=',
        '?a=b?c=',
        '%3Fstatus=',
        '//',
      ),
      fc.oneof(
        fc.constantFrom(...numbers),
        fc.string({ unit: fc.constantFrom(...characters), maxLength: 2_000 }),
      ),
      fc.constantFrom('GET', 'POST', 'HEAD'),
      async (start, rest, method) => {
        const answer = await send(`${world.api.url}${page}${start}${rest}`, { method });
        // "/" alone is the page as well.
        expect(answer).toEqual({ status: 303, location: page });
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['application/x-www-form-urlencoded', 'PaRes=eJzVWFmTo0iSfq9fkVbzqO7mRKA2VY5xIwQCcYM&MD=4242424242424242'],
  ['application/x-www-form-urlencoded', `cres=${'x'.repeat(500_000)}`],
  [
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="cres"\r\n\r\n1\r\n--x--\r\n',
  ],
  ['application/json', '{"not json'],
  ['text/plain', 'a=b'],
  ['of nothing known', 'x'],
  ['', 'a=b'],
])('by a form of the type "%s"', async (type, body) => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const { payment } = await world.shopper.checkout.pay.mutate(
    press(sessionId, { number: '4000020000000000' }),
  );
  await world.sandbox.control.threeDs.approve(payment?.id ?? '');
  const headers = {
    origin: 'https://acs.bank.example',
    'content-length': String(Buffer.byteLength(body)),
    ...(type === '' ? {} : { 'content-type': type }),
  };
  const page = `/checkout/${sessionId}/return`;
  expect(await send(`${world.api.url}${page}?from=bank`, { method: 'POST', headers, body })).toEqual({
    status: 303,
    location: page,
  });
  // Then the page asks for the outcome.
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('succeeded');
});

test('the page itself is opened from a link that has a long number behind it', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const page = `/checkout/${sessionId}`;
  expect(await send(`${world.api.url}${page}?clid=4242424242424242`)).toEqual({
    status: 303,
    location: page,
  });
  expect((await send(`${world.api.url}/checkout/4242424242424242?clid=4242424242424242`)).status).toBe(400);
  expect((await send(`${world.api.url}/trpc/checkout.get?input=4242424242424242`)).status).toBe(400);
});
