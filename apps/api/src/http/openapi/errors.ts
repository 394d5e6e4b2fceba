import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import { FIELD_PROBLEMS } from '@checkout/schemas/field-problem';
import { CODE_BY_STATUS } from '../../trpc/errors.ts';
import { errorBody } from '../error-body.ts';
import type { JsonSchema } from './components.ts';

type Status = keyof typeof CODE_BY_STATUS;

const STATUSES = Object.keys(CODE_BY_STATUS).map(Number) as Status[];

/** `BadRequest` for 400: the names of tRPC, as a component is named. */
const nameOf = (status: Status) =>
  CODE_BY_STATUS[status]
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const reasonsOf = (status: Status) =>
  (Object.keys(ERROR_REASONS) as ErrorReason[]).filter(
    (reason) => ERROR_REASONS[reason].httpStatus === status,
  );

/**
 * What a call can be answered in place of a result. A query changes nothing, so nothing can be in conflict with it. A stream has its errors in
 * it, but for those of requests that reach no procedure.
 */
export function errorResponsesOf(type: 'query' | 'mutation' | 'subscription') {
  const outside: readonly Status[] = [400, 405];
  const statuses = STATUSES.filter((status) =>
    type === 'subscription' ? outside.includes(status) : type === 'mutation' || status !== 409,
  );
  return Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
}

/** The closed table of errors, a response for each HTTP status. */
export function errorResponses() {
  return Object.fromEntries(STATUSES.map((status) => [nameOf(status), responseOf(status)]));
}

function responseOf(status: Status) {
  const reasons = reasonsOf(status);
  const list = reasons.map((reason) => {
    const { advice, outcomeKnown } = ERROR_REASONS[reason];
    return `- \`${reason}\`: ${advice}${outcomeKnown ? '' : ' (`outcomeKnown: false`)'}`;
  });
  const examples = reasons.map((reason) => [reason, { value: exampleOf(reason) }]);
  const header = {
    description: 'As `retryAfter`: seconds to wait. Absent where it is not known.',
    schema: { type: 'integer', minimum: 0 },
  };
  return {
    description: list.join('\n'),
    ...(status === 429 ? { headers: { 'Retry-After': header } } : {}),
    content: {
      'application/json': {
        schema: object({ error: errorOf(reasons, { const: status }) }),
        examples: Object.fromEntries(examples),
      },
    },
  };
}

function exampleOf(reason: ErrorReason) {
  const { error } = errorBody(reason, 'req_bkwmqdrtgfnhcp');
  const more =
    reason === 'INVALID_INPUT'
      ? { fieldErrors: { sucessUrl: ['not_allowed'] } }
      : ERROR_REASONS[reason].httpStatus === 429
        ? { retryAfter: 60 }
        : {};
  return { error: { ...error, data: { ...error.data, ...more } } };
}

/** The value of `error`. */
function errorOf(reasons: readonly ErrorReason[], status: { const?: Status }): JsonSchema {
  const known = new Set(reasons.map((reason) => ERROR_REASONS[reason].outcomeKnown));
  const data = {
    reason: { type: 'string', enum: reasons, description: 'What to act on.' },
    outcomeKnown: {
      type: 'boolean',
      ...(known.size === 1 ? { enum: [...known] } : {}),
      description:
        'False: money may have moved. Repeat the call with the same key, or read the payment; never start a new one.',
    },
    httpStatus: { type: 'integer', ...status, description: 'As the status of the response.' },
    code: { type: 'string', description: "tRPC's name of the status." },
    fieldErrors: { $ref: '#/components/schemas/FieldErrors', description: 'Of an invalid input.' },
    retryAfter: { type: 'integer', minimum: 0, description: 'Seconds to wait before the next call.' },
    reference: { type: 'string', description: "Name it to the checkout's operators: the log has it." },
  };
  return {
    ...object({
      code: { type: 'integer', description: 'Of JSON-RPC.' },
      message: { type: 'string', description: 'What to do about it, in English. It may be reworded.' },
      data: {
        ...object(data, ['reason', 'outcomeKnown', 'httpStatus', 'code', 'reference']),
        description: 'For programs.',
      },
    }),
    description: 'In place of a result.',
  };
}

function object(properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required };
}

export const errorSchemas: Readonly<Record<string, JsonSchema>> = {
  Error: errorOf(Object.keys(ERROR_REASONS) as ErrorReason[], {}),
  FieldErrors: {
    type: 'object',
    description:
      'What is wrong with which field, by its path, such as `products.0.price`. The path of the whole input is the empty text; a name that you chose is `*` where it is not plain.',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } },
  },
  FieldProblem: {
    type: 'string',
    description: 'Never the received value.',
    enum: FIELD_PROBLEMS,
  },
};
