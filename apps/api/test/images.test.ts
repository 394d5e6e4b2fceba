import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { press, startWorld } from './support/world.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);

/** The merchant's host of pictures, and what was asked there. */
async function startPictures(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const sendPng: RequestListener = (_request, response) => response.end(PNG);

const order = (...imageUrls: (string | undefined)[]) => ({
  products: imageUrls.map((imageUrl) => ({ name: 'Lamp', price: 900, quantity: 1, imageUrl })),
  currency: 'EUR' as const,
});

test('images: a line is shown with a picture of an allowed origin, by way of the checkout, and Inflow is not told', async () => {
  await using pictures = await startPictures(sendPng);
  await using world = await startWorld(
    { IMAGE_ORIGINS: pictures.url },
    { dialect: { unknownFields: 'refused' } },
  );
  const { shopper, service, api } = world;
  const imageUrl = `${pictures.url}/lamp.png?size=96`;
  const { sessionId, reference } = await service.sessions.create.mutate(order(imageUrl, undefined));
  const { items } = await shopper.checkout.get.query({ sessionId });
  expect(items.map((item) => item.imageUrl)).toEqual([`/images/${reference}/0`, undefined]);
  expect(JSON.stringify(items)).not.toContain(pictures.url);
  expect((await service.sessions.get.query({ sessionId })).items[0]?.imageUrl).toBe(imageUrl);

  for (let time = 0; time < 2; time += 1) {
    const image = await fetch(`${api.url}${items[0]?.imageUrl}`);
    expect(Buffer.from(await image.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(image.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=3600',
    });
  }
  expect(pictures.asked).toEqual(['/lamp.png?size=96']);
  for (const path of [
    `${reference}/1`,
    `${reference}/2`,
    `${reference}/x`,
    `${sessionId}/0`,
    `ref_${'0'.repeat(32)}/0`,
  ])
    expect((await fetch(`${api.url}/images/${path}`)).status, path).toBe(404);

  const paid = await shopper.checkout.pay.mutate(press(sessionId));
  expect(paid).toMatchObject({
    status: 'succeeded',
    payment: {
      products: [
        { name: 'Lamp', price: 900, quantity: 1 },
        { name: 'Lamp', price: 900, quantity: 1 },
      ],
    },
  });
});

test.each([
  ['no origin is allowed', '', 'https://cdn.example/lamp.png'],
  ['its origin is not allowed', 'https://img.example', 'https://cdn.example/lamp.png'],
  ['its origin has another scheme', 'https://127.0.0.1', 'http://127.0.0.1/lamp.png'],
])('images: a picture is refused where %s', async (_name, IMAGE_ORIGINS, imageUrl) => {
  await using world = await startWorld({ IMAGE_ORIGINS });
  await expect(world.service.sessions.create.mutate(order(undefined, imageUrl))).rejects.toMatchObject({
    data: { reason: 'INVALID_INPUT', fieldErrors: { 'products.1.imageUrl': ['not_allowed'] } },
  });
});

test.each<[string, RequestListener]>([
  [
    'is a document',
    (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<svg>'),
  ],
  ['is too large', (_request, response) => response.end(Buffer.concat([PNG, Buffer.alloc(1_000_001)]))],
  ['is elsewhere', (_request, response) => response.writeHead(302, { location: '/other.png' }).end(PNG)],
  ['is not there', (_request, response) => response.writeHead(404).end(PNG)],
  [
    'is cut off',
    (request, response) => {
      response
        .writeHead(200, { 'content-length': PNG.length + 10 })
        .write(PNG, () => request.socket.destroy());
    },
  ],
])('images: what %s is not served, and not asked for again immediately', async (_name, answer) => {
  await using pictures = await startPictures(answer);
  await using world = await startWorld({ IMAGE_ORIGINS: pictures.url });
  const { reference } = await world.service.sessions.create.mutate(
    order(`${pictures.url}/lamp.png`, undefined),
  );
  for (let time = 0; time < 2; time += 1)
    expect((await fetch(`${world.api.url}/images/${reference}/0`)).status).toBe(404);
  expect(pictures.asked).toHaveLength(1);
});

test('images: an allowed name that leads to a private address is not called', async () => {
  await using world = await startWorld({ IMAGE_ORIGINS: 'https://10.0.0.1,https://localhost.localdomain' });
  const { reference } = await world.service.sessions.create.mutate(
    order('https://10.0.0.1/lamp.png', 'https://localhost.localdomain/lamp.png'),
  );
  for (const line of [0, 1])
    expect((await fetch(`${world.api.url}/images/${reference}/${line}`)).status).toBe(404);
});

test('images: an origin that is taken off the list is not called for earlier sessions', async () => {
  await using pictures = await startPictures(sendPng);
  await using world = await startWorld({ IMAGE_ORIGINS: pictures.url });
  const { reference } = await world.service.sessions.create.mutate(
    order(`${pictures.url}/lamp.png`, undefined),
  );
  await using node = await world.startNode({ IMAGE_ORIGINS: '' });
  expect((await fetch(`${node.url}/images/${reference}/0`)).status).toBe(404);
  expect(pictures.asked).toEqual([]);
});
