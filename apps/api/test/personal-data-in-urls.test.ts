import { expect, test } from 'vitest';
import * as z from 'zod';
import { appRouter } from '../src/trpc/router.ts';
import { newSession, SERVICE_TOKEN, startWorld } from './support/world.ts';

/** Fields that say something of a person. */
const PERSONAL: Readonly<Record<string, string>> = {
  email: 'ada@example.com',
  customerEmail: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  businessName: 'Analytical Engines',
  taxId: 'FR12345678901',
  postalCode: '94107',
};
/** A service asks for the rate of a place; no person is named beside it. */
const OF_NO_PERSON = new Set(['tax.rate: postalCode']);

type Procedure = { _def: { type: string; inputs: z.core.$ZodType[] } };
const procedures: Record<string, unknown> = appRouter._def.procedures;
const fields = Object.entries(procedures).flatMap(([name, procedure]) => {
  const { type, inputs } = (procedure as Procedure)._def;
  if (type !== 'query') return [];
  return inputs.flatMap((schema) => {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return Object.keys(properties)
      .filter((field) => field in PERSONAL && !OF_NO_PERSON.has(`${name}: ${field}`))
      .map((field) => ({ name, field }));
  });
});

const headers = { authorization: `Bearer ${SERVICE_TOKEN}`, 'content-type': 'application/json' };
const inUrl = (input: unknown) => `input=${encodeURIComponent(JSON.stringify(input))}`;

test('the queries that take personal data are known', () => {
  expect(fields).toEqual([
    { name: 'checkout.quote', field: 'postalCode' },
    { name: 'checkout.quote', field: 'taxId' },
  ]);
});

test.each(fields)(
  '$name: $field is refused in a URL, alone and in a batch, and taken in a body',
  async ({ name, field }) => {
    await using world = await startWorld();
    const sessionId = await newSession(world.shopper);
    const input = { sessionId, billingCountry: 'US', purchasingAsBusiness: false, [field]: PERSONAL[field] };
    for (const path of [`${name}?${inUrl(input)}`, `${name}?batch=1&${inUrl({ 0: input })}`]) {
      const answer = await fetch(`${world.api.url}/trpc/${path}`, { headers });
      expect(answer.status).toBe(405);
      const [error] = [await answer.json()].flat();
      expect(error).toMatchObject({ error: { data: { reason: 'METHOD_NOT_ALLOWED', outcomeKnown: true } } });
    }
    const answer = await fetch(`${world.api.url}/trpc/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    expect(answer.status).toBe(200);
  },
);

test('a quote without personal data is answered by GET as well, also with the empty fields that a page may send', async () => {
  await using world = await startWorld();
  const input = {
    sessionId: await newSession(world.shopper),
    billingCountry: 'FR',
    purchasingAsBusiness: false,
  };
  for (const more of [{}, { postalCode: '', taxId: '' }]) {
    const answer = await fetch(`${world.api.url}/trpc/checkout.quote?${inUrl({ ...input, ...more })}`);
    expect(await answer.json()).toMatchObject({ result: { data: { total: 5999 } } });
  }
});
