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
  /** Values of the body that no error may repeat. */
  secrets?: readonly string[];
};

export type PreparedRequest = {
  method: Operation['method'];
  path: string;
  headers: Record<string, string>;
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
  try {
    return Buffer.from(JSON.stringify(operation.body));
  } catch {
    // A cycle or a bigint in `metadatas`. The thrown text names keys and constructors, so it stays here.
    throw refusedHere(operation, null, 'cannot be written as JSON');
  }
}

function refusedHere(operation: Operation, field: string | null, message: string): InflowValidationError {
  const facts = { operation: operation.name, httpStatus: null, requestSent: false };
  return new InflowValidationError(facts, [{ field, message }]);
}
