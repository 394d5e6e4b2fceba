/**
 * A merchant's receivers: a program of its own, which shares no code with the api. Each path is a receiver with a secret and books of
 * its own. `POST /<path>` takes an event, `PUT /<path>` the settings, and `GET /<path>` says what it has.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { createRandom, type Random } from './random.ts';
import { type Books, openBooks, type ReceivedEvent } from './receiver-books.ts';

/** What goes wrong with about every third event; `hangs for good` with each. */
export type ReceiverFault = 'late' | 'answers 500' | 'hangs' | 'hangs for good' | 'lies' | 'resets';
export type ReceiverSettings = {
  readonly library: 'standardwebhooks' | 'svix';
  readonly secret: string;
  readonly seed: number;
  readonly fault: ReceiverFault | null;
};
export type ReceiverState = Books & {
  readonly asked: number;
  /** Requests that wait for an answer. */
  readonly open: number;
  /** Requests whose signature the library refused. */
  readonly forged: number;
};

const SHARE = 0.35;
/** Longer than the sender waits. */
const TOO_LATE_MS = 17_000;

function createReceiver(settings: ReceiverSettings) {
  const books = openBooks();
  const random = createRandom(settings.seed);
  const open = new Set<ServerResponse>();
  let { fault } = settings;
  let [asked, forged] = [0, 0];
  const verifier =
    settings.library === 'svix' ? new SvixWebhook(settings.secret) : new StandardWebhook(settings.secret);

  return {
    async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
      asked += 1;
      open.add(response);
      response.on('close', () => open.delete(response));
      const body = await textOf(request);
      try {
        verifier.verify(body, request.headers as Record<string, string>);
      } catch {
        forged += 1;
        response.writeHead(401).end();
        return;
      }
      if (fault === 'hangs for good') return;
      const event: ReceivedEvent = JSON.parse(body);
      await misbehave(random.chance(SHARE) ? fault : null, {
        response,
        random,
        enter: () => books.enter(event),
      });
    },
    /** The receiver works from now on; those that wait lose their connection. */
    repair(): void {
      fault = null;
      for (const response of open) response.destroy();
    },
    state: (): ReceiverState => ({ ...books.read(), asked, open: open.size, forged }),
  };
}

type Taking = { readonly response: ServerResponse; readonly random: Random; readonly enter: () => void };

/** Half of those that do not answer well have entered the event before, as a receiver that fails after its commit. */
async function misbehave(
  fault: Exclude<ReceiverFault, 'hangs for good'> | null,
  { response, random, enter }: Taking,
): Promise<void> {
  if (fault === null || fault === 'late') {
    if (fault === 'late') await wait(random.chance(0.05) ? TOO_LATE_MS : random.between(100, 2_000));
    enter();
    response.writeHead(204).end();
    return;
  }
  const hasEntered = random.chance(0.5);
  if (hasEntered) enter();
  switch (fault) {
    case 'answers 500':
      response.writeHead(500).end('It did not work.');
      break;
    case 'resets':
      response.socket?.resetAndDestroy();
      break;
    case 'lies':
      // The rest of the body never comes.
      response.writeHead(hasEntered ? 200 : 502, { 'content-length': '100000' }).write('short');
      break;
    case 'hangs':
      break;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const receivers = new Map<string, ReturnType<typeof createReceiver>>();
const server = createServer(async (request, response) => {
  const path = request.url ?? '';
  const receiver = receivers.get(path);
  if (request.method === 'PUT') {
    receivers.set(path, createReceiver(JSON.parse(await textOf(request))));
    response.end();
  } else if (receiver === undefined) {
    response.writeHead(404).end();
  } else if (request.method === 'GET') {
    response.end(JSON.stringify(receiver.state()));
  } else if (request.method === 'DELETE') {
    receiver.repair();
    response.end();
  } else {
    // The sender may be killed while it sends.
    await receiver.take(request, response).catch(() => response.destroy());
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`Receiver ready: ${address?.port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
