/**
 * Makes a month of a small shop and keeps its programs running: `npm run demo`. Flags: `--folder` (where the data goes), `--days`,
 * `--ports` (of api, console, sandbox and its card host; 0 takes any free one).
 */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from './demo-programs.ts';

// The demo's login warns that it keeps everything in memory, which is as it should be.
Object.assign(console, { warn: () => undefined });
const write = (stream: NodeJS.WriteStream, line: string) => stream.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    days: { type: 'string', default: '30' },
    ports: { type: 'string', default: '0,0,0,0' },
  },
});
const days = Number(values.days);
const [api = '0', operations = '0', sandbox = '0', card = '0'] = values.ports.split(',');
if (values.folder === undefined || !Number.isInteger(days) || days < 1 || days > 30) {
  write(process.stderr, 'Needs --folder FOLDER, and takes --days 1…30 and --ports API,CONSOLE,SANDBOX,CARD.');
  process.exit(1);
}
const ended = Promise.race([
  once(process, 'SIGINT'),
  once(process, 'SIGTERM'),
  ...(process.connected ? [once(process, 'disconnect')] : []),
]);
const began = Date.now();
const demo = await startDemo({
  folder: resolve(values.folder),
  days,
  ports: { api, console: operations, sandbox, card },
  say: (line) => write(process.stdout, line),
});
write(process.stdout, `Made in ${Math.round((Date.now() - began) / 1000)} s.`);
write(
  process.stdout,
  `Demo ready: console ${demo.consoleLink} checkout ${demo.checkoutUrl} sandbox ${demo.sandboxUrl}`,
);
await ended;
await demo[Symbol.asyncDispose]();
// A channel that is listened to keeps the process.
if (process.connected) process.disconnect();
