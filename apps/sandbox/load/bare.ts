// The least work of a Node server for such a request: read it, parse it, respond with as many bytes.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

const server = createServer(async (request, response) => {
  const body = await json(request);
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ body }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  process.stdout.write(`ready http://127.0.0.1:${port}\n`);
});
process.once('disconnect', () => process.exit());
