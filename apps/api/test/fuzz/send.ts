import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { ERROR_REASONS } from '@checkout/schemas/error-code';
import type { Input, Request } from './inputs.ts';

export type Target = { readonly host: string; readonly port: number; readonly agent: Agent };
type Answer = { readonly status: number; readonly body: string };

const ANSWERS_WITHIN_MS = 30_000;
const BYTES_ANSWERED_WITHIN_MS = 150;
const STACK = /\bat .{1,200}\.(?:[cm]?[jt]s|mjs):\d+:\d+/;

export function createTarget(url: string): Target {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port), agent: new Agent({ keepAlive: true, maxSockets: 32 }) };
}

/** Sends one input. Answers the status (0: none came), or what is wrong with the answer. */
export async function send(target: Target, input: Input): Promise<number | { readonly wrong: string }> {
  try {
    const answer =
      input.kind === 'bytes' ? await sendBytes(target, input.bytes) : await sendRequest(target, input);
    const wrong = judge(answer, input.kind);
    return wrong === null ? answer.status : { wrong };
  } catch (error) {
    return { wrong: String(error) };
  }
}

/** No 5xx but a 503 of our own table, and no stack. */
function judge({ status, body }: Answer, kind: Input['kind']): string | null {
  if (STACK.test(body)) return `a stack: ${body}`;
  // The parser of HTTP itself says what it does not implement.
  if (status < 500 || (kind === 'bytes' && (status === 501 || status === 505))) return null;
  const reason = /"reason":"([A-Z_]+)"/.exec(body)?.[1] ?? '';
  const documented = Object.entries(ERROR_REASONS).some(
    ([name, { httpStatus }]) => name === reason && httpStatus === 503,
  );
  return status === 503 && documented ? null : `${status}: ${body.slice(0, 300)}`;
}

function sendRequest({ host, port, agent }: Target, input: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, path, headers, body } = input;
    // Some paths can only be written by hand.
    const written = path.replace(/[^\x21-\xff]/g, (odd) => encodeURIComponent(odd));
    const outgoing = request(
      { host, port, agent, method, path: written, headers: { ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        // A subscription does not end by itself.
        if (incoming.headers['content-type']?.startsWith('text/event-stream')) {
          outgoing.destroy();
          return resolve({ status: incoming.statusCode ?? 0, body: '' });
        }
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.setTimeout(ANSWERS_WITHIN_MS, () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // A connection that was kept alive may end just as the next request begins; that is no answer of the program's.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return resolve({ status: 0, body: '' });
      reject(error);
    });
    outgoing.end(body ?? undefined);
  });
}

function sendBytes({ host, port }: Target, bytes: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, host);
    const end = () => {
      socket.destroy();
      const body = Buffer.concat(chunks).toString('latin1');
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(body)?.[1] ?? 0), body });
    };
    socket.setTimeout(BYTES_ANSWERED_WITHIN_MS, end);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', end);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' ? reject(error) : end(),
    );
    socket.write(bytes);
  });
}
