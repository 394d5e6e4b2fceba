/** The least that a sender of events may do: sign each and post it with node:http, so many at once. It stores nothing. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';

export type Sending = {
  readonly url: string;
  readonly secret: string;
  readonly count: number;
  readonly atOnce: number;
  readonly event: object;
};

async function send({ url, secret, count, atOnce, event }: Sending): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  let left = count;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const id = `evt_${randomUUID().replaceAll('-', '')}`;
      const body = JSON.stringify({ ...event, id });
      const timestamp = Math.floor(Date.now() / 1000);
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      };
      request(url, { agent, method: 'POST', headers }, (response) => {
        response.resume();
        response.on('end', resolve);
      })
        .on('error', reject)
        .end(body);
    });
  const sender = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  agent.destroy();
}

const server = createServer(async (call, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of call) chunks.push(chunk);
  await send(JSON.parse(Buffer.concat(chunks).toString()));
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`Sender ready: ${address?.port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
