import { apiReference } from '@checkout/schemas/api-reference';
import type { Described, FieldText } from '@checkout/schemas/described';
import * as z from 'zod/mini';

/** JSON Schema 2020-12, which is what OpenAPI 3.1 has. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export type Components = {
  /** A reference to the schema, which is a component from now on. `id`: its name where the reference has none. */
  refer(schema: z.core.$ZodType, id: string, io: 'input' | 'output'): JsonSchema;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

/** JSON Schemas of our contracts, each named one once. */
export function collectComponents(): Components {
  const schemas: Record<string, JsonSchema> = {};
  return {
    schemas,
    refer(asked, ownId, io) {
      const schema = io === 'input' ? entranceOf(asked) : asked;
      const id = apiReference.get(schema)?.id ?? ownId;
      const { $defs = {} } = z.toJSONSchema(schema, { io, metadata: namesWith(schema, id), cycles: 'ref' });
      for (const [name, raw] of Object.entries($defs)) {
        const component = withTexts(simplified(raw, io) as JsonSchema, TEXTS.get(name));
        const before = schemas[name];
        // A contract may differ as input and as output, by its defaults for example: it then needs two schemas and two names.
        if (before !== undefined && JSON.stringify(before) !== JSON.stringify(component))
          throw new Error(`Two forms of the schema ${name} in the OpenAPI document`);
        schemas[name] = component;
      }
      return { $ref: `#/components/schemas/${id}` };
    },
  };
}

const TEXTS: ReadonlyMap<string, Described> = new Map(
  [...apiReference.values()].map((each) => [each.id, each]),
);

/** What is sent, where the input is transformed after its validation. */
function entranceOf(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod as z.core.$ZodPipe['_zod'];
  return def.type === 'pipe' ? entranceOf(def.in) : schema;
}

function namesWith(schema: z.core.$ZodType, id: string) {
  const names = z.registry<{ id: string }>();
  for (const [each, { id: known }] of apiReference) names.add(each, { id: known });
  return names.has(schema) ? names : names.add(schema, { id });
}

const SAFE_INTEGERS: ReadonlySet<unknown> = new Set([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);

/** What zod wrote, with references to components, and without what only repeats the type. */
function simplified(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((each) => simplified(each, io));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    if (key === '$ref') return [[key, String(each).replace('#/$defs/', '#/components/schemas/')]];
    // Fields will be added to what is returned.
    if (key === 'additionalProperties' && each === false && io === 'output') return [];
    if ((key === 'minimum' || key === 'maximum') && SAFE_INTEGERS.has(each)) return [];
    return [[key, simplified(each, io)]];
  });
  return withoutNullBranch(Object.fromEntries(entries));
}

/** `anyOf` of a plain type and null is that type or null, which generators of code understand better. */
function withoutNullBranch(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema as { anyOf?: JsonSchema[] };
  const [branch, nothing, ...more] = anyOf ?? [];
  if (branch === undefined || nothing?.type !== 'null' || more.length > 0) return schema;
  if (typeof branch.type !== 'string' || 'const' in branch) return schema;
  const values = Array.isArray(branch.enum) ? { enum: [...branch.enum, null] } : {};
  return { ...rest, ...branch, type: [branch.type, 'null'], ...values };
}

/** With the reference's texts, on itself and on its fields; on those of each option where it is a union. */
function withTexts(schema: JsonSchema, texts: Described | undefined): JsonSchema {
  if (texts === undefined) return schema;
  const { description, fields = {}, keywords } = texts;
  const options = Array.isArray(schema.oneOf)
    ? { oneOf: schema.oneOf.map((option: JsonSchema) => withFields(option, fields)) }
    : {};
  return { description, ...withFields(schema, fields), ...options, ...keywords };
}

function withFields(schema: JsonSchema, fields: Readonly<Record<string, FieldText>>): JsonSchema {
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, field]) => {
    const text = fields[name];
    return [name, typeof text === 'string' ? { ...field, description: text } : { ...field, ...text }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
