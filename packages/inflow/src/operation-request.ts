import { openCard, type SealedCard } from './card-vault.ts';
import { InflowValidationError } from './errors.ts';
import type { InflowHost, InflowOperation } from './operation.ts';

const ID_PLACEHOLDER = '{id}';
const MAX_ID_LENGTH = 256;

export type Operation = {
  name: InflowOperation;
  host: InflowHost;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  pathTemplate: string;
  id?: string;
  /** With its leading `?`, or empty. */
  query?: string;
  /** Sent as JSON. When absent there is no body and no content type. */
  body?: unknown;
  /** Appended to the body as its last field. */
  card?: SealedCard;
};

export type PreparedRequest = {
  method: Operation['method'];
  path: string;
  headers: Record<string, string>;
  /** With a card, memory outside the shared pool of `Buffer`, so that it can be wiped. */
  body: Buffer | null;
};

/** @throws InflowValidationError when the operation cannot be sent at all. */
export function prepare(operation: Operation, apiKey: string): PreparedRequest {
  const { method, pathTemplate, id, query = '' } = operation;
  const path = id === undefined ? pathTemplate : pathWithId(pathTemplate, id);
  if (path === null) throw invalid(operation, 'id', 'is not an id of Inflow');

  const headers: Record<string, string> = { accept: 'application/json', 'x-inflow-api-key': apiKey };
  if (operation.body === undefined) return { method, path: path + query, headers, body: null };
  headers['content-type'] = 'application/json';
  return { method, path: path + query, headers, body: encode(operation) };
}

function encode(operation: Operation): Buffer {
  const json = Buffer.from(jsonOf(operation));
  const { card } = operation;
  if (card === undefined) return json;
  if (operation.host !== 'card') throw invalid(operation, 'card', 'is for the card host alone');
  // Concatenated as bytes: a string with the card in it could not be wiped and would stay in memory.
  const open = json.subarray(0, -1);
  return concatenate([
    open,
    Buffer.from(open.length === 1 ? '"card":' : ',"card":'),
    ...openCard(card),
    Buffer.from('}'),
  ]);
}

function jsonOf(operation: Operation): string {
  try {
    return JSON.stringify(operation.body);
  } catch {
    // A cycle or a bigint in `metadatas`. The original message names keys and constructors, so it is not passed on.
    throw invalid(operation, null, 'cannot be written as JSON');
  }
}

/** `Buffer.concat` would take memory from the shared pool, which is not wiped. */
function concatenate(parts: readonly Uint8Array[]): Buffer {
  const whole = Buffer.allocUnsafeSlow(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function invalid(operation: Operation, field: string | null, message: string): InflowValidationError {
  const facts = { operation: operation.name, httpStatus: null, requestSent: false };
  return new InflowValidationError(facts, [{ field, message }]);
}

/** Puts an id into a path template such as `/api/payment/{id}`. Null when it cannot be one of Inflow's ids. */
function pathWithId(template: string, id: string): string | null {
  // Dots are not percent-encoded, and a server that normalises `/api/payment/..` would act on another resource.
  if (id === '' || id.length > MAX_ID_LENGTH || /^\.+$/.test(id) || !id.isWellFormed()) return null;
  return template.replace(ID_PLACEHOLDER, () => encodeURIComponent(id));
}

/** The query string, with its `?`, of the fields that have a value; empty when none has. */
export function queryOf(fields: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}
