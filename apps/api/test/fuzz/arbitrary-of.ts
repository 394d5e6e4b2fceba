import fc from 'fast-check';

/** As much of JSON Schema as our inputs are made of. */
export type JsonSchema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
};

/** Values by field name that lead further in than chance does: ids that exist, cards that are good. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** What breaks programs: the ends of ranges, texts that databases and encoders refuse, names that objects have already. */
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom<unknown>(
    null,
    '',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e',
    '-0',
    1e308,
    -1,
    0.1,
    2 ** 31,
    2 ** 53,
    [],
    {},
    'x'.repeat(5_000),
    "'; drop table sessions; --",
    '../../etc/passwd',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString').map((name) => JSON.parse(`{"${name}":{"a":1}}`)),
  fc.integer({ min: 1, max: 300 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth))),
);

/** Mostly what the schema says, and anywhere in it something else. */
export function arbitraryOf(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const told = known[name];
  const exact = exactly(schema, known);
  return fc.oneof(
    { weight: 20, arbitrary: exact },
    { weight: 1, arbitrary: nasty },
    ...(told === undefined ? [] : [{ weight: 60, arbitrary: fc.constantFrom(...told) }]),
  );
}

function exactly(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => exactly(choice, known)));
  if (schema.allOf !== undefined) {
    return fc
      .tuple(...schema.allOf.map((each) => exactly(each, known)))
      .map((parts) => Object.assign({}, ...parts));
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, known), { maxLength: 4 });
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -10, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 100_000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return nasty;
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: JsonSchema, known: Known) {
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, arbitraryOf(field, known, name)] as const,
  );
  const requiredKeys = Object.keys(properties).filter((name) => required.includes(name));
  const object = fc.record(Object.fromEntries(fields), { requiredKeys });
  if (typeof additionalProperties !== 'object') return object;
  return fc.dictionary(fc.string({ maxLength: 70 }), arbitraryOf(additionalProperties, known), {
    maxKeys: 5,
  });
}

function textOf({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'email') return fc.emailAddress();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.max(minLength, Math.min(maxLength, 300));
  return fc.oneof(
    fc.string({ minLength, maxLength: longest }),
    fc.string({ minLength, maxLength: longest, unit: 'binary' }),
  );
}
