import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { type Body, documentedCreate, inflowAt, withCard } from './inflow.ts';

const apiKey = 'inflow_priv_dialect';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ apiKey, receiveMs: 3_600_000 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());

const inflow = () => inflowAt({ ...sandbox, apiKey });
const create = async (body: Body = withCard('4242424242424242')) =>
  String((await inflow().create(body)).body.id);
const read = async (id: string) => {
  const { status, body } = await inflow().api('GET', `/api/payment/${id}`);
  return status === 200 ? body.status : status;
};
const list = async (query = '') => {
  const { status, body } = await inflow().api('GET', `/api/payment${query}`);
  const data = (body.data ?? []) as Body[];
  return { status, total: body.total, ids: data.map(({ id }) => id), statuses: data.map((it) => it.status) };
};

test('a late list: a payment appears only after the lag', async () => {
  const known = await create();
  await sandbox.control.clock.advance(10_000);
  await sandbox.control.consistency.set({ listLagMs: 10_000 });
  const fresh = await create();
  expect(await list()).toMatchObject({ total: 1, ids: [known] });
  expect(await read(fresh)).toBe('INITIATION');
  await sandbox.control.clock.advance(10_000);
  expect(await list()).toMatchObject({ total: 2, ids: [fresh, known] });
});

test('a late list: it shows each payment as it was, and never goes back', async () => {
  const id = await create();
  await sandbox.control.consistency.set({ listLagMs: 10_000 });
  await sandbox.control.clock.advance(10_000);
  await inflow().confirm(id);
  await sandbox.control.clock.advance(5_000);
  await sandbox.control.payments.refund(id, { amount: 100 });
  const seen: unknown[] = [];
  for (let step = 0; step < 3; step += 1) {
    seen.push(...(await list()).statuses);
    await sandbox.control.clock.advance(5_000);
  }
  expect(seen).toEqual(['INITIATION', 'CHECKOUT_SUCCESS', 'PARTIAL_REFUNDED']);
  expect(await read(id)).toBe('PARTIAL_REFUNDED');
});

test('late reads: a fresh payment is 404, and can be confirmed all the same', async () => {
  await sandbox.control.consistency.set({ readLagMs: 2_000 });
  const id = await create();
  expect(await read(id)).toBe(404);
  expect((await inflow().confirm(id)).status).toBe(201);
  await sandbox.control.clock.advance(2_000);
  expect(await read(id)).toBe('CHECKOUT_SUCCESS');
});

test('oldest first: the pages begin with the first payment', async () => {
  const ids = [await create(), await create(), await create()];
  await sandbox.control.dialect.set({ listOrder: 'oldest' });
  expect((await list('?limit=2')).ids).toEqual(ids.slice(0, 2));
  expect((await list('?limit=2&page=2')).ids).toEqual(ids.slice(2));
  expect((await list('?limit=2&page=3')).ids).toEqual([]);
});

test('a larger limit than the largest page: 400, or cut', async () => {
  const ids = [await create(), await create(), await create()].reverse();
  await sandbox.control.dialect.set({ largestPage: 2 });
  expect((await list('?limit=3')).status).toBe(400);
  expect((await list('?limit=2')).ids).toEqual(ids.slice(0, 2));
  await sandbox.control.dialect.set({ largerLimit: 'cut' });
  expect((await list('?limit=3')).ids).toEqual(ids.slice(0, 2));
  expect((await list('?limit=3&page=2')).ids).toEqual(ids.slice(2));
});

test.each([
  ['charged', '4242424242424242', 'CHECKOUT_SUCCESS', 1],
  ['declined', '4000000000000002', 'PAYMENT_FAILED', 0],
])(
  'late automatic confirmation: undecided until the time is over, then %s',
  async (_, number, status, charges) => {
    await sandbox.control.dialect.set({ autoConfirmMs: 5_000 });
    const id = await create(withCard(number, { autoConfirm: true }));
    expect(await inflow().read(id)).toMatchObject({ status: 'INITIATION', depositStatus: null });
    expect((await inflow().confirm(id)).status).toBe(400);
    expect(await sandbox.control.ledger()).toEqual([]);
    await sandbox.control.clock.advance(5_000);
    expect(await read(id)).toBe(status);
    expect(await sandbox.control.ledger()).toHaveLength(charges);
  },
);

test('late automatic confirmation: without autoConfirm, and for a challenge, nothing is late', async () => {
  await sandbox.control.dialect.set({ autoConfirmMs: 5_000 });
  expect(await inflow().read(await create())).toMatchObject({ depositStatus: 'requires_confirmation' });
  const challenge = await inflow().create(withCard('4000020000000000', { autoConfirm: true }));
  expect(challenge.body.threeDsSessionUrl).toEqual(expect.any(String));
});

test('settings: each change leaves the others, what cannot be is refused, and a reset undoes all', async () => {
  const { control } = sandbox;
  await control.consistency.set({ listLagMs: 5 });
  expect(await control.consistency.set({ readLagMs: 7 })).toEqual({ listLagMs: 5, readLagMs: 7 });
  await control.dialect.set({ listOrder: 'oldest' });
  expect(await control.dialect.set({ largestPage: 50 })).toMatchObject({
    listOrder: 'oldest',
    largestPage: 50,
  });
  await expect(control.consistency.set({ listLagMs: -1 })).rejects.toThrow('listLagMs');
  await expect(control.dialect.set({ largestPage: 0 })).rejects.toThrow('largestPage');
  await control.reset();
  expect(await control.consistency.get()).toEqual({ listLagMs: 0, readLagMs: 0 });
  expect(await control.dialect.get()).toEqual({
    listOrder: 'newest',
    largestPage: 100,
    largerLimit: 'refused',
    autoConfirmMs: 0,
  });
  expect((await inflow().create(documentedCreate())).status).toBe(201);
});
