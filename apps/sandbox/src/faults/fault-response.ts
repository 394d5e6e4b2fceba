import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { ApiFault } from '../control/types.ts';
import { errorBody, reasonOf } from '../domain/refusal.ts';

export type ApiResponse = { readonly status: number; readonly body: unknown };

const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

/** As in production: a gateway sends 5xx with an HTML page, the API itself sends 4xx in its JSON form. */
function sendStatus(reply: FastifyReply, fault: ApiFault): number {
  const status = fault.status ?? 503;
  if (fault.retryAfter !== undefined) void reply.header('retry-after', String(fault.retryAfter));
  if (status < 500) void reply.status(status).send(errorBody(status, reasonOf(status)));
  else
    void reply
      .status(status)
      .type('text/html')
      .send(page(`${status} ${reasonOf(status)}`));
  return status;
}

function cut(reply: FastifyReply): null {
  reply.hijack();
  reply.raw.destroy();
  return null;
}

/** Sends nothing; ends when the client gives up or the server closes. */
function hang(reply: FastifyReply): null {
  reply.hijack();
  return null;
}

/** Announces the length of the whole body, sends half of it and closes the connection. */
function truncate(reply: FastifyReply, { status, body }: ApiResponse): null {
  reply.hijack();
  const whole = Buffer.from(JSON.stringify(body) ?? '');
  reply.raw.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': whole.length,
  });
  reply.raw.write(whole.subarray(0, Math.floor(whole.length / 2)), () => reply.raw.destroy());
  return null;
}

/** Responds as a fault says instead of plainly. Resolves with the status sent, or null when none was sent. */
export async function respondWithFault(
  fault: ApiFault,
  reply: FastifyReply,
  work: () => Promise<ApiResponse>,
): Promise<number | null> {
  switch (fault.kind) {
    case 'latency': {
      await wait(fault.delayMs ?? 1000);
      const { status, body } = await work();
      void reply.status(status).send(body);
      return status;
    }
    case 'drop_before':
      return cut(reply);
    case 'work_then_drop':
      await work();
      return cut(reply);
    case 'hang':
      return hang(reply);
    case 'work_then_hang':
      await work();
      return hang(reply);
    case 'status':
      return sendStatus(reply, fault);
    case 'work_then_status':
      await work();
      return sendStatus(reply, fault);
    case 'truncated':
      return truncate(reply, await work());
    case 'not_json': {
      const { status } = await work();
      void reply.status(status).type('text/html').send(page('Welcome to nginx!'));
      return status;
    }
  }
}
