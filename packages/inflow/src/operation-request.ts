import { openCard, type SealedCard } from './card-vault.ts';
import { InflowValidationError } from './errors.ts';
import type { InflowHost, InflowOperation } from './operation.ts';
import { pathWithId } from './paths.ts';

export type Operation = {
  name: InflowOperation;
  host: InflowHost;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  pathTemplate: string;
  id?: string;
  /** With its leading `?`, or empty. */
  query?: string;
  /** Sent as JSON; left out, there is no body and no content type. */
  body?: unknown;
  /** Joins the body as its last field. */
  card?: SealedCard;
};

export type PreparedRequest = {
  method: Operation['method'];
  path: string;
  headers: Record<string, string>;
  /** Memory of its own, so that it can be wiped. */
  body: Buffer | null;
};

/** @throws InflowValidationError when the operation cannot be sent at all. */
export function prepare(operation: Operation, apiKey: string): PreparedRequest {
  const { method, pathTemplate, id, query = '' } = operation;
  const path = id === undefined ? pathTemplate : pathWithId(pathTemplate, id);
  if (path === null) throw refusedHere(operation, 'id', 'is not an id of Inflow');

  const headers: Record<string, string> = { accept: 'application/json', 'x-inflow-api-key': apiKey };
  if (operation.body === undefined) return { method, path: path + query, headers, body: null };
  headers['content-type'] = 'application/json';
  return { method, path: path + query, headers, body: encode(operation) };
}

function encode(operation: Operation): Buffer {
  const json = Buffer.from(jsonOf(operation));
  const { card } = operation;
  if (card === undefined) return json;
  if (operation.host !== 'card') throw refusedHere(operation, 'card', 'is for the card host alone');
  // Put together from bytes: a string with the card in it would stay in memory until it is collected, and after.
  const begun = json.subarray(0, -1);
  return own([
    begun,
    Buffer.from(begun.length === 1 ? '"card":' : ',"card":'),
    ...openCard(card),
    Buffer.from('}'),
  ]);
}

function jsonOf(operation: Operation): string {
  try {
    return JSON.stringify(operation.body);
  } catch {
    // A cycle or a bigint in `metadatas`. The thrown text names keys and constructors, so it stays here.
    throw refusedHere(operation, null, 'cannot be written as JSON');
  }
}

function own(parts: readonly Uint8Array[]): Buffer {
  const whole = Buffer.allocUnsafeSlow(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function refusedHere(operation: Operation, field: string | null, message: string): InflowValidationError {
  const facts = { operation: operation.name, httpStatus: null, requestSent: false };
  return new InflowValidationError(facts, [{ field, message }]);
}
