// npm start: installs and builds what is missing, then runs the sandbox and the api with the built web app.

import { install, runTool } from './install.mjs';
import {
  checkSettings,
  dataDir,
  fail,
  launchApi,
  launchSandbox,
  ports,
  stopOnSignals,
  usesSandbox,
} from './programs.mjs';

await checkSettings();
install();
console.log('Building …');
if (!runTool('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']))
  fail('The build failed.');

stopOnSignals();
const { testCards, environment } = usesSandbox
  ? await launchSandbox(['apps/sandbox/dist/main.js'])
  : { testCards: [], environment: {} };
const publicUrl = process.env.PUBLIC_URL || `http://localhost:${ports.PORT}`;
const { inflow, console: operations } = await launchApi(['apps/api/dist/main.js'], {
  publicUrl,
  environment,
});

console.log(`
  Store and checkout   ${publicUrl}${operations === undefined ? '' : `\n  Console              ${operations}`}
${usesSandbox ? `  Sandbox of Inflow    http://localhost:${ports.SANDBOX_PORT}  (payments, deliveries, faults, clock)` : inflow.map((line) => `  Inflow               ${line}`).join('\n')}
  Command line         npx checkout --help

${testCards.join('\n')}

Ctrl-C stops everything. The data stays in ${dataDir}.`);
