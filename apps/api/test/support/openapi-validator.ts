import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

type Document = { readonly components: object; readonly paths: Record<string, object> };

const ROOT = 'https://pay.shop.example/openapi.json';
const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** Judges by the OpenAPI document alone, with a validator that knows nothing of our schemas. */
export function createValidator(document: Document) {
  // OpenAPI's own keywords stand beside those of JSON Schema.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: ROOT, ...document });
  const at = (...parts: string[]): ValidateFunction =>
    ajv.compile({ $ref: `${ROOT}#/${parts.map(escaped).join('/')}` });
  const problemsOf = (validate: ValidateFunction, value: unknown) =>
    validate(value) ? [] : (validate.errors ?? []);

  return {
    /** Why the document refuses this input of a procedure. */
    problemsOfInput(name: string, input: unknown) {
      const method = 'post' in (document.paths[`/trpc/${name}`] ?? {}) ? 'post' : 'get';
      const place =
        method === 'post'
          ? ['requestBody', 'content', 'application/json']
          : ['parameters', '0', 'content', 'application/json'];
      return problemsOf(at('paths', `/trpc/${name}`, method, ...place, 'schema'), input);
    },
    /** Why an event of a stream is not what the document says. */
    problemsOfEvent(name: string, data: unknown) {
      const stream = ['responses', '200', 'content', 'text/event-stream', 'schema', 'contentSchema'];
      return problemsOf(at('paths', `/trpc/${name}`, 'get', ...stream), data);
    },
    /** Expects the response to be one that the document has for this call, and returns its body. */
    async expectDescribed(name: string, method: 'get' | 'post', response: Response): Promise<unknown> {
      const body: unknown = await response.json();
      const responses = (document.paths[`/trpc/${name}`] as Record<string, { responses: Responses }>)[method]
        ?.responses;
      const described = responses?.[String(response.status)];
      expect([name, method, response.status, described]).toEqual([
        name,
        method,
        response.status,
        expect.anything(),
      ]);
      const from =
        described?.$ref === undefined
          ? ['paths', `/trpc/${name}`, method, 'responses', String(response.status)]
          : described.$ref.slice('#/'.length).split('/');
      const problems = problemsOf(at(...from, 'content', 'application/json', 'schema'), body);
      expect([name, problems, body]).toEqual([name, [], body]);
      return body;
    },
  };
}

type Responses = Record<string, { $ref?: string }>;
