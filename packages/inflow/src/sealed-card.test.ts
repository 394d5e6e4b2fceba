import { Console } from 'node:console';
import { createSecretKey } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sealed } from '../test/fixtures.ts';
import { openCard } from './card-vault.ts';
import { prepare } from './operation-request.ts';
import { SealedCard } from './sealed-card.ts';

const NUMBER = '378282246310005';
const CVC = '7391';
const parts = { number: NUMBER, expMonth: 11, expYear: 2034, cvc: CVC };
const card = () => sealed(parts);
const keyOf = (text: string) => createSecretKey(Buffer.from(text));
const key = keyOf('a key of these tests');

/** Every way in which a language, a log or a bug writes a value down. */
const written: [string, (card: SealedCard) => unknown][] = [
  ['JSON.stringify', (card) => JSON.stringify({ card, list: [card] })],
  ['JSON.stringify with a replacer', (card) => JSON.stringify({ card }, (_key, value) => value, 2)],
  ['String()', (card) => String(card)],
  ['a template', (card) => `${card}`],
  [
    'adding to a string',
    (card) => ['', card].reduce((sum: unknown, each) => (sum as string) + (each as string)),
  ],
  ['adding to a number', (card) => 1 + (card as unknown as number)],
  ['a number', (card) => Number(card)],
  ['toString', (card) => card.toString()],
  ['toLocaleString', (card) => card.toLocaleString()],
  ['join', (card) => [card, card].join()],
  ['inspect', (card) => inspect({ card }, { depth: null })],
  [
    'inspect that shows everything',
    (card) => inspect(card, { showHidden: true, getters: true, depth: null }),
  ],
  [
    'inspect without custom inspection',
    (card) => inspect(card, { customInspect: false, showHidden: true, depth: null }),
  ],
  ['console.log', (card) => logged((console) => console.log('%s %o %O %j %d', card, card, card, card, card))],
  ['console.dir', (card) => logged((console) => console.dir({ card }, { showHidden: true, depth: null }))],
  ['console.table', (card) => logged((console) => console.table([card]))],
  ['an error', (card) => inspect(new Error(`no ${card}`, { cause: { card } }))],
  ['a spread', (card) => inspect({ ...card }, { showHidden: true })],
  ['Object.assign', (card) => JSON.stringify(Object.assign({}, card))],
  ['its entries', (card) => JSON.stringify(Object.entries(card))],
  ['its names and symbols', (card) => Reflect.ownKeys(card).map(String).join()],
  ['its descriptors', (card) => inspect(Object.getOwnPropertyDescriptors(card), { depth: null })],
  ['for … in', (card) => inNames(card).join()],
  ['v8.serialize', (card) => inspect(attempt(() => deserialize(serialize(card))))],
  ['structuredClone', (card) => inspect(attempt(() => structuredClone({ card })))],
  ['URLSearchParams', (card) => new URLSearchParams({ card: String(card) }).toString()],
  ['a form', (card) => inspect([...formOf(card).entries()])],
];

function logged(write: (console: Console) => void): string {
  const stream = new PassThrough();
  write(new Console(stream));
  return String(stream.read());
}

function inNames(value: object): string[] {
  const names: string[] = [];
  for (const name in value) names.push(name);
  return names;
}

function formOf(card: SealedCard): FormData {
  const form = new FormData();
  form.set('card', String(card));
  return form;
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a sealed card', () => {
  it.each(written)('does not appear in the output of %s', (_name, write) => {
    expect(String(write(sealed(parts)))).not.toMatch(/7391|3782|0005|2034/);
    // The same with the digits in an ordinary object: the search above does find them.
    expect(JSON.stringify(parts)).toMatch(/7391/);
  });

  it('has no properties, and none can be added', () => {
    expect(Reflect.ownKeys(card())).toEqual([]);
    expect(() => Object.assign(card(), { number: NUMBER })).toThrow(TypeError);
  });

  it('cannot be sent to another thread', () => {
    const { port1, port2 } = new MessageChannel();
    expect(() => port1.postMessage({ card: card() })).toThrow(/annot \w*clone|unsupported type/);
    port1.close();
    port2.close();
  });

  it('gives brand, last four digits and keyed hashes, which do not include the CVC', () => {
    const given = new SealedCard({ ...parts, brand: 'american-express' });
    expect([given.brand, given.last4]).toEqual(['american-express', '0005']);
    expect(given.hmac(key, 'a')).toBe(sealed({ ...parts, cvc: '0000', expMonth: 1 }).hmac(key, 'a'));
    expect(given.hmac(key, 'a')).not.toBe(given.hmac(key, 'b'));
    expect(given.hmac(key, 'a')).not.toBe(given.hmac(keyOf('another key'), 'a'));
    const withExpiry = given.hmac(key, 'a', 'number and expiry');
    expect(withExpiry).not.toBe(sealed({ ...parts, expMonth: 1 }).hmac(key, 'a', 'number and expiry'));
    expect(withExpiry).toBe(sealed({ ...parts, cvc: '0000' }).hmac(key, 'a', 'number and expiry'));
  });

  it('removes its number and CVC from a foreign text', () => {
    const said = card().removeFrom(`the cvc ${CVC} of ${NUMBER} (${NUMBER}) is wrong — é`);
    expect(said).toBe('the cvc [removed] of [removed] ([removed]) is wrong — é');
  });

  it.each([
    { ...parts, number: 'x782822463100' },
    { ...parts, number: '1234' },
    { ...parts, cvc: '"}' },
    { ...parts, expYear: 2034.5 },
  ])('is not made of what cannot be a card, and does not say of what', (wrong) => {
    const error = attempt(() => sealed(wrong));
    expect(error).toBeInstanceOf(TypeError);
    expect(inspect(error)).not.toMatch(/782822|7391|1234|"}/);
  });

  it('has no digits after it is erased', () => {
    const given = card();
    const [, number, , cvc] = openCard(given);
    expect(Buffer.from(number ?? []).toString()).toBe(NUMBER);
    {
      using _ = given;
    }
    expect([...(number ?? []), ...(cvc ?? [])].every((byte) => byte === 0)).toBe(true);
    expect(() => openCard(given)).toThrow('the card is erased');
    expect(() => given.hmac(key, 'a')).toThrow('the card is erased');
  });
});

describe('the body of a create', () => {
  const operation = {
    name: 'createPayment',
    host: 'card',
    method: 'POST',
    pathTemplate: '/api/server/payment',
  } as const;
  const bodyOf = (body: object, given = card()) => prepare({ ...operation, body, card: given }, 'key').body;

  it('is the JSON of its fields and the card, for any fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const { card: _, ...others } = fields;
        const read: unknown = JSON.parse(String(bodyOf(others)));
        expect(read).toEqual({ ...JSON.parse(JSON.stringify(others)), card: parts });
      }),
    );
  });

  it('is refused for any host but the card host', () => {
    const elsewhere = () => prepare({ ...operation, host: 'api', body: {}, card: card() }, 'key');
    expect(inspect(attempt(elsewhere), { depth: null })).toMatch(/InflowValidationError/);
    expect(inspect(attempt(elsewhere), { depth: null })).not.toMatch(/3782|7391/);
  });
});

test('only one module can import the card vault', async () => {
  const { exports } = (await import('../package.json', { with: { type: 'json' } })).default;
  expect(exports).toMatchObject({ './card-vault': null });
});
