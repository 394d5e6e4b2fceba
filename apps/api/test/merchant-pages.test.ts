import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../src/env.ts';
import { erasePerson } from '../src/service/erase-person.ts';
import { signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import {
  CUSTOMER,
  createClient,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"><rect width="96" height="32"/></svg>';
/** Of 1 × 1. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const HALDEN = {
  appearance: { name: 'Halden Books', logo: 'main', accent: '#4338B8', radius: 2, font: 'serif' },
  pictures: { main: 'logo.svg' },
  links: {
    terms: 'https://halden.example/terms',
    privacy: 'https://halden.example/privacy',
    support: 'mailto:help@halden.example',
  },
  seller: {
    name: 'Halden Books AS',
    address: ['Storgata 1', '1771 Halden', 'Norway'],
    vatId: 'NO999999999MVA',
  },
  consent: 'checkbox',
};

async function merchantFile(content: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'merchant-'));
  await writeFile(join(folder, 'logo.svg'), SVG);
  const file = join(folder, 'merchant.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const products = [{ name: 'A book', price: 2500, quantity: 1 }];
const order = { products, currency: 'EUR' as const };

type Consent = { readonly wording: string; readonly accepted: boolean };
const payOf = ({ shopper }: Pick<World, 'shopper'>, sessionId: string, consent: Consent | undefined) =>
  shopper.checkout.pay.mutate({ ...press(sessionId), ...(consent === undefined ? {} : { consent }) });

async function viewOf({ service, shopper }: Pick<World, 'service' | 'shopper'>, more: object = {}) {
  const { sessionId } = await service.sessions.create.mutate({ ...order, ...more });
  return shopper.checkout.get.query({ sessionId });
}

test('without a file the pages are those of the demo store', async () => {
  await using world = await startWorld();
  expect((await viewOf(world)).merchant).toEqual({
    name: 'Inflow demo store',
    logo: { path: '/favicon.svg', width: 32, height: 32 },
    accent: null,
    radius: null,
    font: null,
    scheme: 'auto',
    links: {
      terms: null,
      withdrawal: null,
      refundPolicy: null,
      privacy: null,
      imprint: null,
      support: null,
    },
    seller: null,
    consent: null,
  });
});

test('the file says whose the pages are, and each session may say otherwise', async () => {
  await using world = await startWorld({ MERCHANT_FILE: await merchantFile(HALDEN) });
  const { merchant } = await viewOf(world);
  expect(merchant).toMatchObject({
    name: 'Halden Books',
    logo: { path: expect.stringMatching(/^\/assets\/merchant-[\w-]{8}\.svg$/), width: 96, height: 32 },
    accent: '#4338b8',
    radius: 2,
    font: { name: 'serif', path: null },
    links: { terms: 'https://halden.example/terms', support: 'mailto:help@halden.example', imprint: null },
    seller: { vatId: 'NO999999999MVA' },
    consent: 'checkbox',
  });
  const other = await viewOf(world, {
    locale: 'de-at',
    appearance: { name: 'Halden Kids', scheme: 'light', radius: 0 },
    links: { terms: 'https://halden.example/kids' },
    customer: { name: 'Ada Lovelace', billingCountry: 'AT', taxId: '' },
  });
  expect(other).toMatchObject({
    locale: 'de-AT',
    customer: { name: 'Ada Lovelace', billingCountry: 'AT', postalCode: null, taxId: null },
    merchant: {
      name: 'Halden Kids',
      accent: '#4338b8',
      radius: 0,
      scheme: 'light',
      links: { terms: 'https://halden.example/kids', privacy: 'https://halden.example/privacy' },
    },
  });
});

test.each([
  ['a colour that cannot be read', { appearance: { accent: '#ffcc00' } }, 'appearance.accent', 'not_allowed'],
  ['no colour', { appearance: { accent: 'red; }' } }, 'appearance.accent', 'invalid'],
  ['a picture that is not there', { appearance: { logo: 'other' } }, 'appearance.logo', 'unknown'],
  [
    'a picture of another host',
    { appearance: { logo: 'https://a.example/l.png' } },
    'appearance.logo',
    'invalid',
  ],
  ['a font that is not there', { appearance: { font: 'comic' } }, 'appearance.font', 'unknown'],
  ['a misspelt key', { appearance: { acent: '#000000' } }, 'appearance.acent', 'not_allowed'],
  ['a misspelt link', { links: { term: 'https://a.example' } }, 'links.term', 'not_allowed'],
  ['a link that runs', { links: { terms: 'javascript:alert(1)' } }, 'links.terms', 'invalid'],
  ['a link that is not secret', { links: { privacy: 'http://a.example' } }, 'links.privacy', 'invalid'],
  ['no address to write to', { links: { support: 'mailto:nobody' } }, 'links.support', 'invalid'],
  ['a language that no page speaks', { locale: 'xh' }, 'locale', 'unknown'],
  ['no language', { locale: 'german please' }, 'locale', 'invalid'],
  ['no country', { customer: { billingCountry: 'XX' } }, 'customer.billingCountry', 'unknown'],
  ['a card number', { customer: { name: '4242 4242 4242 4242' } }, 'customer.name', 'not_allowed'],
  ['91 days', { expiresInMinutes: 91 * 1440 }, 'expiresInMinutes', 'above_maximum'],
])('sessions.create refuses %s by its key', async (_what, more, path, problem) => {
  await using world = await sharedWorld();
  const refusal = await world.service.sessions.create
    .mutate({ ...order, ...(more as object) })
    .then(() => null)
    .catch((error) => error.data);
  expect(refusal).toMatchObject({ reason: 'INVALID_INPUT', fieldErrors: { [path]: [problem] } });
});

let shared: Promise<World> | null = null;
/** One for all refusals, which change nothing. It ends with the process of the tests. */
async function sharedWorld() {
  shared ??= merchantFile(HALDEN).then((MERCHANT_FILE) => startWorld({ MERCHANT_FILE }));
  return { service: (await shared).service, [Symbol.asyncDispose]: async () => undefined };
}

test('a session may last 90 days', async () => {
  await using world = await startWorld();
  const { expiresAt } = await viewOf(world, { expiresInMinutes: 90 * 1440 });
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(90);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'names a file that is not JSON.'],
  [
    'an accent that cannot be read',
    { appearance: { accent: '#ffcc00' } },
    'names a file in which appearance.accent is refused: light.accent (#ffcc00) on ground (#f6f5f1) has a contrast of 1.38:1; it needs 4.5:1 to be read.',
  ],
  ['an unknown key', { apearance: {} }, 'names a file in which apearance is not known.'],
  ['a wrong link', { links: { terms: 'ftp://a' } }, 'names a file in which links.terms is invalid.'],
  ['a missing picture', { pictures: { main: 'none.png' } }, 'names a file in which none.png cannot be read.'],
  [
    'a picture that is none',
    { pictures: { main: 'merchant.json' } },
    'names a file in which merchant.json is not a picture (png, jpg, webp, svg).',
  ],
  ['a path', { pictures: { main: '../logo.svg' } }, 'names a file in which pictures.main is invalid.'],
  [
    'a name of none',
    { appearance: { logo: 'main' } },
    'names a file in which appearance.logo is not one of its pictures.',
  ],
  [
    'a consent to nothing',
    { consent: 'checkbox' },
    'names a file in which consent is set, and neither links.terms nor links.refundPolicy is.',
  ],
  [
    'a seller without a name',
    { seller: { address: ['x'] } },
    'names a file in which seller.name is missing.',
  ],
])('the start is refused with a sentence: %s', async (_what, content, sentence) => {
  const MERCHANT_FILE = await merchantFile(content);
  expect(() => readEnvironment({ INFLOW_API_KEY: 'inflow_priv_x', MERCHANT_FILE })).toThrow(
    `MERCHANT_FILE ${sentence}`,
  );
});

test('what an admin saves is on the pages of every node, over the file, until it is taken away', async () => {
  await using world = await startConsoleWorld({ MERCHANT_FILE: await merchantFile(HALDEN) });
  await using other = await world.startNode({ CONSOLE_PORT: '' });
  const elsewhere = createClient(other.url, SERVICE_TOKEN);
  const { page } = (await signIn(world, 'admin', 'Grace')).console;
  expect(await page.get.query()).toMatchObject({ saved: null, pictures: ['main'] });
  const saved = await page.update.mutate({
    settings: {
      appearance: { accent: '#b3261e', logo: 'uploaded' },
      links: { imprint: 'https://halden.example/imprint' },
      consent: 'line',
    },
    logo: PNG,
    version: null,
    reason: 'the new brand',
  });
  expect(saved).toMatchObject({
    saved: { version: 1, updatedByName: 'Grace', logo: `data:image/png;base64,${PNG}` },
    effective: { name: 'Halden Books', accent: '#b3261e', consent: 'line', logo: { width: 1, height: 1 } },
  });
  const merchantOf = async () => (await viewOf({ service: elsewhere, shopper: elsewhere })).merchant;
  await expect.poll(merchantOf).toMatchObject({
    accent: '#b3261e',
    links: { terms: 'https://halden.example/terms', imprint: 'https://halden.example/imprint' },
  });
  const logo = (await merchantOf())?.logo?.path ?? '';
  const picture = await fetch(`${other.url}${logo}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(PNG);

  // The other one of two people who change it is not overwritten.
  const again = { settings: { appearance: { logo: 'uploaded' } }, reason: 'a second thought' };
  expect(await reasonOf(page.update.mutate({ ...again, version: null }))).toBe('CONFLICT');
  expect(await page.update.mutate({ ...again, version: 1 })).toMatchObject({ saved: { version: 2 } });

  expect(await page.reset.mutate({ reason: 'back to the file' })).toMatchObject({
    saved: null,
    effective: { accent: '#4338b8', consent: 'checkbox' },
  });
  await expect.poll(merchantOf).toMatchObject({ accent: '#4338b8' });
  expect(await reasonOf(page.reset.mutate({ reason: 'again' }))).toBe('NOT_FOUND');
  const noted = await query(world, `select action, reason from audit where action like 'page.%' order by id`);
  expect(noted).toEqual([
    { action: 'page.updated', reason: 'the new brand' },
    { action: 'page.updated', reason: 'a second thought' },
    { action: 'page.reset', reason: 'back to the file' },
  ]);
});

test('what is saved in the console is checked as the file is, and only an admin may save', async () => {
  await using world = await startConsoleWorld();
  const { page } = (await signIn(world, 'admin', 'Grace')).console;
  const save = (settings: object, logo?: string | null) =>
    page.update
      .mutate({ settings, version: null, reason: 'why not', ...(logo === undefined ? {} : { logo }) })
      .then(() => null)
      .catch((error) => error.data.fieldErrors);
  expect(await save({ appearance: { accent: '#ffcc00' } })).toEqual({
    'settings.appearance.accent': ['not_allowed'],
  });
  expect(await save({ appearance: { logo: 'uploaded' } })).toEqual({
    'settings.appearance.logo': ['unknown'],
  });
  expect(await save({ consent: 'checkbox' })).toEqual({ 'settings.links.terms': ['required'] });
  expect(await save({ apearance: {} })).toEqual({ 'settings.apearance': ['not_allowed'] });
  expect(await save({}, Buffer.from(SVG).toString('base64'))).toEqual({ logo: ['invalid'] });
  const { page: seen } = (await signIn(world, 'finance', 'Ada')).console;
  expect(await seen.get.query()).toMatchObject({ saved: null });
  expect(await reasonOf(seen.update.mutate({ settings: {}, version: null, reason: 'x' }))).toBe(
    'NOT_ALLOWED',
  );
});

test('a consent that has to be ticked is required before anything is sent, and kept with its words and its time', async () => {
  await using world = await startConsoleWorld({ MERCHANT_FILE: await merchantFile(HALDEN) });
  const { sessionId } = await world.service.sessions.create.mutate(order);
  const wording = 'I agree to the terms and conditions.';
  for (const consent of [undefined, { wording, accepted: false }]) {
    const refusal = await payOf(world, sessionId, consent).catch((error) => error.data);
    expect(refusal).toMatchObject({ reason: 'INVALID_INPUT', fieldErrors: { consent: ['required'] } });
  }
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');
  const outcome = await payOf(world, sessionId, { wording, accepted: true });
  expect(outcome.status).toBe('succeeded');
  const { payment } = (await signIn(world, 'viewer', 'Ada')).console;
  const detail = await payment.get.query({ paymentId: outcome.payment?.id ?? '' });
  expect(detail.attempts[0]?.consent).toEqual({
    kind: 'checkbox',
    wording,
    terms: 'https://halden.example/terms',
    refundPolicy: null,
    at: detail.attempts[0]?.createdAt,
  });
});

test('a line of consent is kept where the page sends it, and a page of an earlier version can pay', async () => {
  const file = await merchantFile({ links: { terms: 'https://halden.example/terms' } });
  await using world = await startWorld({ MERCHANT_FILE: file });
  const pay = async (consent?: { wording: string; accepted: boolean }) => {
    const { sessionId } = await world.service.sessions.create.mutate(order);
    expect((await payOf(world, sessionId, consent)).status).toBe('succeeded');
    const [row] = await query(world, 'select consent from attempts where session_id = $1', [sessionId]);
    return row?.consent;
  };
  expect(await pay()).toBeNull();
  expect(await pay({ wording: 'By paying you agree', accepted: false })).toMatchObject({
    kind: 'line',
    wording: 'By paying you agree',
  });
});

test('what was known of a customer goes with the erasure, and is not shown on an old link', async () => {
  await using world = await startWorld();
  const customer = { name: 'Ada Lovelace', billingCountry: 'GB', businessName: 'Lovelace Ltd' };
  const { sessionId } = await world.service.sessions.create.mutate({
    ...order,
    customerEmail: CUSTOMER.email,
    customer,
  });
  const read = async () => (await world.shopper.checkout.get.query({ sessionId })).customer;
  expect(await read()).toMatchObject({ name: 'Ada Lovelace' });
  await query(world, `update sessions set expires_at = now() - interval '2 days' where id = $1`, [sessionId]);
  expect(await read()).toBeNull();
  const { db } = world.api.deps;
  await erasePerson(db, { email: CUSTOMER.email, reason: 'asked for', actor: 'operator' });
  const kept = await query(world, 'select customer from sessions where id = $1', [sessionId]);
  expect(kept).toEqual([{ customer: null }]);
});
