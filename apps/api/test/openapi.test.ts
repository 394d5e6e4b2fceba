import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createOpenApi, serviceProcedures } from '../src/http/openapi/document.ts';
import { EXAMPLES } from '../src/http/openapi/examples.ts';
import { GROUPS, PROCEDURES } from '../src/http/openapi/texts.ts';
import { router, serviceProcedure } from '../src/trpc/procedures.ts';
import { appRouter } from '../src/trpc/router.ts';

type Schema = Readonly<Record<string, unknown>>;
type Operation = { readonly description: string; readonly security: object[]; readonly responses: object };

const described = createOpenApi({ server: 'https://pay.shop.example', version: '0.0.0' });
const paths = described.paths as Record<string, Record<string, Operation>>;
const schemas: Record<string, Schema> = described.components.schemas;

type Definition = { readonly type: string; readonly meta?: { readonly scope?: string } };

/** From the router itself: those whose middleware asks for a token. */
const flat: Record<string, unknown> = appRouter._def.procedures;
const scoped = (Object.entries(flat) as [string, { _def: Definition }][]).filter(
  ([, { _def }]) => _def.meta?.scope !== undefined,
);

test('every procedure that needs a token is described, with its methods and its scope, and no other one', () => {
  const expected = scoped.map(([name, { _def }]) => [
    `/trpc/${name}`,
    { query: ['get', 'post'], mutation: ['post'], subscription: ['get'] }[_def.type],
  ]);
  expect(scoped.length).toBeGreaterThan(10);
  expect(Object.entries(paths).map(([path, item]) => [path, Object.keys(item)])).toEqual(expected);
  for (const [name, { _def }] of scoped) {
    for (const operation of Object.values(paths[`/trpc/${name}`] ?? {})) {
      expect(operation.security).toEqual([{ serviceToken: [_def.meta?.scope] }]);
      expect(operation.description).toContain(`scope \`${_def.meta?.scope}\``);
      const statuses = _def.type === 'subscription' ? ['200', '400'] : ['200', '400', '401', '503'];
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(statuses));
    }
  }
});

/** The places of schemas that say nothing: what they describe could be anything. */
function sayingNothing(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => sayingNothing(each, `${place}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value as Schema).flatMap(([key, each]) => {
    if (['example', 'examples', 'default', 'const', 'enum'].includes(key)) return [];
    if (['properties', 'schemas'].includes(key))
      return Object.entries(each as Schema).flatMap(([name, schema]) => ofSchema(schema, `${place}/${name}`));
    if (['schema', 'items', 'additionalProperties', 'propertyNames', 'contentSchema'].includes(key))
      return ofSchema(each, `${place}/${key}`);
    if (['anyOf', 'oneOf', 'allOf'].includes(key))
      return (each as Schema[]).flatMap((schema, index) => ofSchema(schema, `${place}/${index}`));
    return sayingNothing(each, `${place}/${key}`);
  });
  return found;
}
function ofSchema(schema: unknown, place: string): string[] {
  if (schema === false) return [];
  const says = typeof schema === 'object' && schema !== null ? Object.keys(schema) : [];
  const known = says.some((key) => ['type', '$ref', 'enum', 'const', 'anyOf', 'oneOf'].includes(key));
  return [...(known ? [] : [place]), ...sayingNothing(schema, place)];
}

test('no input and no output can be anything', () => {
  expect(sayingNothing(described, '')).toEqual([]);
  const anything = router({
    x: router({
      y: serviceProcedure('read')
        .output(z.unknown())
        .query(() => 1),
    }),
  });
  const other = createOpenApi({ router: anything, server: 'https://pay.shop.example', version: '0' });
  expect(sayingNothing(other.components, '')).toEqual(['/XYOutput']);
});

test('a new procedure is described without being listed, and not without saying what it returns', () => {
  const input = z.strictObject({ name: z.string().check(z.maxLength(9)) });
  const procedure = serviceProcedure('refund').input(input);
  const options = { server: 'https://pay.shop.example', version: '0' };
  const { paths: added, components } = createOpenApi({
    router: router({ new: router({ one: procedure.output(z.void()).mutation(() => undefined) }) }),
    ...options,
  });
  expect(Object.keys(added)).toEqual(['/trpc/new.one']);
  expect(components.schemas.NewOneInput).toEqual({
    type: 'object',
    properties: { name: { type: 'string', maxLength: 9 } },
    required: ['name'],
    additionalProperties: false,
  });
  const silent = router({ new: router({ one: procedure.mutation(() => 1) }) });
  expect(() => createOpenApi({ router: silent, ...options })).toThrow('new.one does not say what it returns');
});

test('every procedure, group and field has a text of its own', () => {
  const procedures = serviceProcedures();
  const unsaid = procedures.filter(({ name }) => PROCEDURES[name] === undefined).map(({ name }) => name);
  const groups = described.tags.filter(({ name }) => GROUPS[name] === undefined).map(({ name }) => name);
  const fields = Object.entries(schemas).flatMap(([component, schema]) => {
    const texts = schema.description === undefined ? [component] : [];
    const options = [schema, ...((schema.oneOf as Schema[] | undefined) ?? [])];
    const unexplained = options
      .flatMap((option) => Object.entries((option.properties ?? {}) as Record<string, Schema>))
      .filter(([, field]) => field.description === undefined)
      .map(([field]) => `${component}.${field}`);
    return [...texts, ...unexplained];
  });
  expect({
    'apps/api/src/http/openapi/texts.ts lacks': [...unsaid, ...groups],
    'packages/schemas/src/described-*.ts lack': fields,
  }).toEqual({
    'apps/api/src/http/openapi/texts.ts lacks': [],
    'packages/schemas/src/described-*.ts lack': [],
  });
});

test('every procedure has an example, whose input it accepts and whose output it could return', () => {
  const without = serviceProcedures().filter(({ name }) => EXAMPLES[name] === undefined);
  expect(without.map(({ name }) => name)).toEqual([]);
  for (const { name, input, output } of serviceProcedures()) {
    const example = EXAMPLES[name];
    if (input !== undefined)
      expect([name, z.safeParse(input, example?.input)]).toMatchObject([name, { success: true }]);
    expect([name, output && z.parse(output, example?.output)]).toEqual([name, example?.output]);
  }
  expect(Object.keys(EXAMPLES).sort()).toEqual(
    serviceProcedures()
      .map(({ name }) => name)
      .sort(),
  );
});

test('docs/openapi.json is what is served, but for the server and the version', () => {
  const committed = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));
  const same =
    committed.paths !== undefined && JSON.stringify(plain(committed)) === JSON.stringify(plain(described));
  expect(same, 'pnpm --filter @checkout/api openapi writes docs/openapi.json').toBe(true);
});

const plain = (document: { info: object; servers: object[] }) => ({
  ...document,
  servers: [],
  info: { ...document.info, version: '' },
});
