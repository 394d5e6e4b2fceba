// npm start: installs and builds what is missing, then runs the sandbox and the api with the built web app.

import { install } from './install.mjs';
import {
  build,
  checkSettings,
  dataDir,
  launchApi,
  launchSandbox,
  ports,
  stopOnSignals,
  usesSandbox,
} from './programs.mjs';

await checkSettings();
stopOnSignals();
await install();
await build();

const { environment } = usesSandbox
  ? await launchSandbox(['apps/sandbox/dist/main.js'])
  : { environment: {} };
const publicUrl = process.env.PUBLIC_URL || `http://localhost:${ports.PORT}`;
const { inflow, console: operations } = await launchApi(['apps/api/dist/main.js'], {
  publicUrl,
  environment,
});

const lines = [
  ['Store and checkout', publicUrl],
  ...(operations === undefined ? [] : [['Console', operations]]),
  ...(usesSandbox
    ? [
        ['Sandbox of Inflow', `http://localhost:${ports.SANDBOX_PORT}`],
        ['Test card', '4242 4242 4242 4242, any future expiry date, any three digits'],
      ]
    : inflow.map((line) => ['Inflow', line])),
];
console.log(`
Running. Ctrl-C stops everything; the data stays in ${dataDir}.
The command line is npx checkout --help.${usesSandbox ? ' More test cards are in README.md.' : ''}

${lines.map(([name, value]) => `  ${name.padEnd(20)} ${value}`).join('\n')}`);
