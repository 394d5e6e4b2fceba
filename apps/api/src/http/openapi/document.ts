import type * as z from 'zod/mini';
import type { Scope } from '../../service-tokens.ts';
import { appRouter } from '../../trpc/router.ts';
import { type Components, collectComponents } from './components.ts';
import { errorResponses, errorResponsesOf, errorSchemas } from './errors.ts';
import { EXAMPLES } from './examples.ts';
import { ABOUT, GROUPS, PROCEDURES, TOKEN } from './texts.ts';

export type ServiceProcedure = {
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly scope: Scope;
  readonly input: z.core.$ZodType | undefined;
  /** Of a subscription: what it yields. Undefined where the procedure returns nothing. */
  readonly output: z.core.$ZodType | undefined;
};

export type OpenApiOptions = {
  readonly router?: RouterLike;
  /** The URL before `/trpc`. */
  readonly server: string;
  readonly version: string;
};

type RouterLike = { readonly _def: { readonly procedures: object } };
type Definition = {
  readonly type: ServiceProcedure['type'];
  readonly meta?: { readonly scope?: Scope; readonly yields?: z.core.$ZodType };
  readonly inputs: readonly z.core.$ZodType[];
  readonly output?: z.core.$ZodType;
};

/** The procedures that are called with a service token. */
export function serviceProcedures(router: RouterLike = appRouter): ServiceProcedure[] {
  const all: [string, { readonly _def: Definition }][] = Object.entries(router._def.procedures);
  return all.flatMap(
    ([
      name,
      {
        _def: { type, meta, inputs, output },
      },
    ]) => {
      if (meta?.scope === undefined) return [];
      const [input, ...more] = inputs;
      if (more.length > 0) throw new Error(`${name} has several inputs: OpenAPI describes one`);
      const returned = type === 'subscription' ? meta.yields : output;
      if (returned === undefined) throw new Error(`${name} does not say what it returns`);
      return [{ name, type, scope: meta.scope, input, output: isNothing(returned) ? undefined : returned }];
    },
  );
}

const isNothing = ({ _zod }: z.core.$ZodType) => ['void', 'undefined'].includes(_zod.def.type);

/** OpenAPI 3.1 of the service procedures, made from their schemas. */
export function createOpenApi({ router, server, version }: OpenApiOptions) {
  const procedures = serviceProcedures(router);
  const components = collectComponents();
  const paths = Object.fromEntries(
    procedures.map((procedure) => [`/trpc/${procedure.name}`, pathItem(procedure, components)]),
  );
  const groups = [...new Set(procedures.map(({ name }) => groupOf(name)))];
  const schemas = Object.entries({ ...components.schemas, ...errorSchemas }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Inflow Checkout',
      version,
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    tags: groups.map((name) => ({ name, description: GROUPS[name] ?? name })),
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      responses: errorResponses(),
      securitySchemes: { serviceToken: { type: 'http', scheme: 'bearer', description: TOKEN } },
    },
  };
}

const groupOf = (name: string) => name.split('.', 1)[0] ?? name;
/** `SessionsCreateInput`, where the reference has no name. */
const named = (name: string, suffix: string) =>
  `${name.replace(/(^|\.)(\w)/g, (_match, _dot, first: string) => first.toUpperCase())}${suffix}`;

function pathItem(procedure: ServiceProcedure, components: Components) {
  const { name, type, input, output } = procedure;
  const example = EXAMPLES[name];
  const inputContent = input && {
    'application/json': {
      schema: components.refer(input, named(name, 'Input'), 'input'),
      ...(example?.input === undefined ? {} : { example: example.input }),
    },
  };
  const needsInput = input !== undefined && !accepts(input, undefined);
  const data = output && components.refer(output, named(name, 'Output'), 'output');
  const inQuery = {
    ...about(procedure),
    ...(inputContent && {
      parameters: [
        {
          name: 'input',
          in: 'query',
          required: needsInput,
          description: 'The input as JSON, URL-encoded.',
          content: inputContent,
        },
      ],
    }),
    responses: {
      '200': type === 'subscription' ? eventStream(data) : result(data, example?.output),
      ...errorResponsesOf(type),
    },
  };
  const inBody = {
    ...about(procedure, type === 'query' ? 'ByPost' : ''),
    // An empty body is no JSON.
    requestBody: inputContent
      ? { required: needsInput, content: inputContent }
      : { required: true, content: { 'application/json': { schema: { type: 'object' }, example: {} } } },
    responses: { '200': result(data, example?.output), ...errorResponsesOf(type) },
  };
  if (type === 'subscription') return { get: inQuery };
  return type === 'mutation' ? { post: inBody } : { get: inQuery, post: inBody };
}

const accepts = (schema: z.core.$ZodType, input: unknown) =>
  !(schema['~standard'].validate(input) as { issues?: unknown }).issues;

function about({ name, scope }: ServiceProcedure, suffix = '') {
  const { summary, description } = PROCEDURES[name] ?? { summary: name, description: '' };
  const byPost =
    suffix === ''
      ? ''
      : 'The same query, with its input in the body: for personal data, which must not be in a URL.';
  const texts = [description, byPost, `The token needs the scope \`${scope}\`.`];
  return {
    operationId: `${name}${suffix}`,
    tags: [groupOf(name)],
    summary: suffix === '' ? summary : `${summary} (by POST)`,
    description: texts.filter((text) => text !== undefined && text !== '').join('\n\n'),
    security: [{ serviceToken: [scope] }],
  };
}

function result(data: object | undefined, example: unknown) {
  const envelope = {
    type: 'object',
    properties: { result: data ? object({ data }) : { type: 'object' } },
    required: ['result'],
  };
  return {
    description: 'The call has succeeded.',
    content: {
      'application/json': {
        schema: envelope,
        ...(example === undefined ? {} : { example: { result: { data: example } } }),
      },
    },
  };
}

function eventStream(data: object | undefined) {
  const content = { anyOf: [data, { $ref: '#/components/schemas/Error' }] };
  return {
    description:
      'Server-sent events. A message without a name has `id`, the position to resume behind, and what is described here as JSON in `data`. One named `serialized-error` has an error there, also that of a missing token, and ends the stream. `connected`, `ping` and `return` carry nothing.',
    content: {
      'text/event-stream': {
        schema: { type: 'string', contentMediaType: 'application/json', contentSchema: content },
      },
    },
  };
}

function object(properties: Record<string, object>) {
  return { type: 'object', properties, required: Object.keys(properties) };
}
