import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorReason } from '@checkout/schemas/error-code';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerHeaders, type Headers } from '../pages/security-headers.ts';
import { newRequestId } from '../request-id.ts';
import { sendBankReturn } from './bank-return.ts';
import { errorBody } from './error-body.ts';
import type { ReportError } from './error-reports.ts';

type Refusal = { readonly status: number; readonly reason: ErrorReason };

const MALFORMED: Refusal = { status: 400, reason: 'INVALID_INPUT' };

/** What node:http and Fastify refuse before any hook runs. The status is theirs, and tells a client what was wrong. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, reason: 'TOO_LARGE' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, reason: 'TOO_LARGE' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'INVALID_INPUT' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 404, reason: 'NOT_FOUND' },
};

/**
 * Answers requests that cannot be read (no HTTP, headers that are too large, a URL that cannot be decoded) like all others: in our form, with
 * the headers of every response, and with nothing of the request. The defaults repeat the URL, which can hold a card number.
 */
export function unreadableRequests(publicUrl: string, report: ReportError) {
  const headers: Headers = answerHeaders(publicUrl);
  return {
    frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
      // Of what a bank appends, the encoding may be broken as well.
      if (sendBankReturn(request, reply.headers(headers))) return reply;
      const { id } = request;
      const { status, reason } = REFUSALS[error.code] ?? MALFORMED;
      report({ reason, requestId: id });
      return reply.code(status).headers(headers).send(errorBody(reason, id));
    },
    clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket) {
      const refusal = REFUSALS[error.code ?? ''] ?? MALFORMED;
      if (error.code !== 'ECONNRESET' && socket.writable)
        socket.write(rawResponse(bodyOf(refusal, report), refusal, headers));
      socket.destroy();
    },
  };
}

/** The same of an `Expect` other than 100-continue (RFC 9110, 10.1.1), which node:http answers by itself without headers. */
export function refuseExpectations(app: FastifyInstance, publicUrl: string, report: ReportError): void {
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, { ...answerHeaders(publicUrl), 'content-type': 'application/json' });
    response.end(bodyOf({ status: 417, reason: 'INVALID_INPUT' }, report));
  });
}

/** These have no request of Fastify's, and so no id yet. */
function bodyOf({ status, reason }: Refusal, report: ReportError): string {
  const requestId = newRequestId();
  report({ reason, requestId });
  const { error } = errorBody(reason, requestId);
  return JSON.stringify({ error: { ...error, data: { ...error.data, httpStatus: status } } });
}

function rawResponse(body: string, { status }: Refusal, headers: Headers): string {
  const all = {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
