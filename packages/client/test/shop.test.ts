import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createControl } from '@checkout/sandbox/control';
import { Webhook } from 'standardwebhooks';
import { expect, inject, test } from 'vitest';
import { API_KEY, startProgram } from '../../../scripts/source-checkout.ts';
import { createCheckoutClient } from '../src/index.ts';
import { newProject, TYPES_OF_NODE } from './project.ts';
import { TOKENS } from './setup.ts';
import { paymentOf } from './shopper.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', '..', 'docs', 'samples', 'shop.ts');
const SECRET = `whsec_${Buffer.from('the secret of the shop of the tests').toString('base64')}`;
const checkout = createCheckoutClient({ url: `${inject('checkoutUrl')}/trpc`, token: TOKENS.shop });

async function startShop() {
  await using starting = new AsyncDisposableStack();
  const project = starting.use(await newProject({ '@checkout/client': inject('tarball') }));
  await cp(SAMPLE, join(project.folder, 'shop.ts'));
  const shop = await startProgram(join(project.folder, 'shop.ts'), {
    cwd: project.folder,
    env: {
      CHECKOUT_URL: `${inject('checkoutUrl')}/trpc`,
      CHECKOUT_TOKEN: TOKENS.shop,
      EVENTS_SECRET: SECRET,
      PORT: '0',
    },
    ready: /^shop: (\S+)$/,
  });
  starting.defer(() => shop.stop());
  const [url = ''] = shop.said;
  const call = async (method: string, path: string) => {
    const response = await fetch(`${url}${path}`, { method });
    return { status: response.status, body: await response.text() };
  };
  const running = starting.move();
  return {
    lines: shop.lines,
    async order() {
      return JSON.parse((await call('POST', '/orders')).body) as { id: string; url: string };
    },
    statusOf: async (id: string) => JSON.parse((await call('GET', `/orders/${id}`)).body).status as string,
    refund: async (id: string) => (await call('POST', `/orders/${id}/refund`)).status,
    async deliver(event: object, secret = SECRET) {
      const body = JSON.stringify(event);
      const at = new Date();
      const headers = {
        'webhook-id': 'evt_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
      };
      return (await fetch(`${url}/events`, { method: 'POST', headers, body })).status;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const sessionIdIn = (url: string) => url.slice(url.lastIndexOf('/') + 1);

test('sample shop: learns of a payment, ships once, refunds, and takes deliveries again and again', async () => {
  await using shop = await startShop();
  const { id, url } = await shop.order();
  const sessionId = sessionIdIn(url);
  expect(await shop.refund(id)).toBe(409);
  expect(await checkout.checkout.pay.mutate(paymentOf(sessionId))).toMatchObject({ status: 'succeeded' });
  await expect.poll(() => shop.statusOf(id), { interval: 50 }).toBe('shipped');
  await expect
    .poll(async () => (await checkout.sessions.get.query({ sessionId })).acknowledgement, { interval: 50 })
    .toMatchObject({ reference: id });

  const { events } = await checkout.events.list.query({ sessionId, types: ['session.completed'] });
  expect(events).toHaveLength(1);
  for (const event of [...events, ...events]) expect(await shop.deliver(event)).toBe(204);
  const forged = `whsec_${Buffer.from('the secret of another shop').toString('base64')}`;
  for (const event of events) expect(await shop.deliver(event, forged)).toBe(400);

  expect(await shop.refund(id)).toBe(202);
  expect(await shop.refund(id)).toBe(202);
  await expect.poll(() => shop.statusOf(id), { interval: 50 }).toBe('refunded');
  expect(shop.lines.filter((line) => line.startsWith('ship '))).toEqual([`ship ${id}`]);

  const { paymentId } = await checkout.sessions.get.query({ sessionId });
  const ledger = await createControl({ apiUrl: inject('sandboxUrl'), apiKey: API_KEY }).ledger();
  expect(ledger.filter((charge) => charge.paymentId === paymentId)).toMatchObject([{ amount: 3900 }]);
});

test('sample shop: compiles under strict', async () => {
  await using project = await newProject({ '@checkout/client': inject('tarball') });
  await project.write('shop.ts', await readFile(SAMPLE, 'utf8'));
  const options = { module: 'nodenext', lib: ['es2022'], types: ['node'], typeRoots: [TYPES_OF_NODE] };
  expect(await project.compile('typescript', options, ['shop.ts'])).toBe('');
});
