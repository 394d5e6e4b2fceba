// npm run demo: as npm start, with a month of a small shop in it. Its data has a folder of its own and is made anew by each start.

import { join } from 'node:path';
import { install } from './install.mjs';
import { ROOT } from './tools.mjs';

process.env.DATA_DIR ||= join(ROOT, '.demo');
// It reads the environment when it is loaded.
const { build, checkSettings, dataDir, fail, launch, ports, stopOnSignals, usesSandbox } = await import(
  './programs.mjs'
);

if (!usesSandbox || ports.CONSOLE_PORT === undefined)
  fail('The demo runs with the sandbox, on a loopback address: unset INFLOW_API_KEY, SANDBOX and HOST.');
await checkSettings();
stopOnSignals();
await install();
await build();

console.log('Making a month of a small shop (about two minutes) …');
const { PORT, CONSOLE_PORT, SANDBOX_PORT, SANDBOX_CARD_PORT } = ports;
const said = [];
await launch(
  'demo',
  [
    'packages/e2e/demo/demo-command.ts',
    ...['--folder', dataDir],
    ...['--ports', [PORT, CONSOLE_PORT, SANDBOX_PORT, SANDBOX_CARD_PORT].join(',')],
    // npm run demo -- --days 7
    ...process.argv.slice(2),
  ],
  { ready: /^Demo ready/, reloads: true, onReady: (line) => said.push(...line.split(' ')) },
);
const [, , , consoleLink, , checkoutUrl, , sandboxUrl] = said;

console.log(`
  Console              ${consoleLink}
  Store and checkout   ${checkoutUrl}
  Sandbox of Inflow    ${sandboxUrl}

Ctrl-C stops everything. The next start makes a new month in ${dataDir}.`);
