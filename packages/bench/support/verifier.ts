/** The least that a webhook endpoint may do: check the signature and answer. It keeps nothing. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { WEBHOOK_KEY } from './signed-deliveries.ts';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const header = (name: string) => String(request.headers[name]);
    const expected = createHmac('sha256', WEBHOOK_KEY)
      .update(`${header('svix-id')}.${header('svix-timestamp')}.`)
      .update(Buffer.concat(chunks))
      .digest('base64');
    const given = Buffer.from(header('svix-signature'));
    const wanted = Buffer.from(`v1,${expected}`);
    const genuine = given.length === wanted.length && timingSafeEqual(given, wanted);
    response.writeHead(genuine ? 204 : 401).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`Verifier ready: ${address?.port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
