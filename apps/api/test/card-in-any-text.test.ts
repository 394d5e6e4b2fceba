import { fieldErrorsOf } from '@checkout/schemas/field-problem';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { appRouter } from '../src/trpc/router.ts';
import type { JsonSchema } from './fuzz/arbitrary-of.ts';

/** The card's own fields: the number is expected there, and the rest is too short for one. */
const OF_A_CARD = /(^|\.)card\.(number|cvc)$/;

const CARDS = [
  '4242424242424242',
  'PAN4242  4242–4242\t4242 12/30 123',
  '４２４２ ４２４２ ４２４２ ４２４２',
];

type Place = { readonly path: string; readonly holding: (text: string) => unknown };
type Procedure = { _def: { inputs: z.core.$ZodType[] } };

/** Every place of an input that takes a text, and the smallest input that has one there. */
function placesOf(schema: JsonSchema): Place[] {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return choices.flatMap((choice) => placesOf(choice));
  if (schema.type === 'string' && schema.const === undefined) return [{ path: '', holding: (text) => text }];
  const { properties = {}, additionalProperties, items } = schema;
  const named = Object.entries(properties);
  const constants = Object.fromEntries(
    named.flatMap(([name, { const: value }]) => (value === undefined ? [] : [[name, value]])),
  );
  return [
    ...named.flatMap(([name, field]) =>
      within(name, placesOf(field), (value) => ({ ...constants, [name]: value })),
    ),
    ...(typeof additionalProperties === 'object'
      ? [
          ...within('a', placesOf(additionalProperties), (value) => ({ a: value })),
          { path: '*', holding: (text: string) => ({ [text]: 'a' }) },
        ]
      : []),
    ...(items === undefined ? [] : within('0', placesOf(items), (value) => [value])),
  ];
}

const within = (name: string, places: readonly Place[], around: (value: unknown) => unknown): Place[] =>
  places.map(({ path, holding }) => ({
    path: path === '' ? name : `${name}.${path}`,
    holding: (text) => around(holding(text)),
  }));

const procedures: Record<string, unknown> = appRouter._def.procedures;
const places = Object.entries(procedures).flatMap(([name, procedure]) =>
  (procedure as Procedure)._def.inputs.flatMap((schema) =>
    placesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema).map((place) => ({
      name: `${name}: ${place.path}`,
      schema,
      ...place,
    })),
  ),
);

test('the places are found', () => {
  const names = places.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(60);
  expect(names).toEqual(
    expect.arrayContaining([
      'checkout.create: items.0.sku',
      'checkout.quote: taxId',
      'checkout.pay: customer.firstName',
      'checkout.pay: paymentMethod.card.number',
      'checkout.pay: challengeAnswer',
      'checkout.watch: lastEventId',
      'sessions.create: metadatas.a',
      'sessions.create: metadatas.*',
      'sessions.list: cursor',
      'payments.refund: reason',
      'payments.get: paymentId',
    ]),
  );
});

const others = places.filter(({ path }) => !OF_A_CARD.test(path));

test.each(others)('a card number is refused in $name', ({ schema, path, holding }) => {
  for (const card of CARDS) {
    const parsed = z.safeParse(schema, holding(card));
    expect(parsed.success).toBe(false);
    const errors = parsed.success ? {} : fieldErrorsOf(parsed.error.issues);
    expect([card, ...Object.keys(errors)]).toEqual(expect.arrayContaining([path]));
    expect(JSON.stringify(errors)).not.toMatch(/4242|４２４２/);
  }
});
