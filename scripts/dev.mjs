// npm run dev: the sandbox and the api from their sources, restarted when those change, and the web app by Vite with HMR.

import { install } from './install.mjs';
import {
  checkSettings,
  dataDir,
  launch,
  launchApi,
  launchSandbox,
  ports,
  stopOnSignals,
  usesSandbox,
} from './programs.mjs';

const WEB_PORT = process.env.WEB_PORT || '5173';
// The browser stays at Vite, which hands on what is the api's: the way back from a 3DS challenge has to lead there too.
const publicUrl = `http://localhost:${WEB_PORT}`;
/** Of Node.js itself: restarts a program when a file that it has loaded changes. */
const watch = (main) => ['--watch', '--watch-preserve-output', main];

const CONSOLE_WEB_PORT = process.env.CONSOLE_WEB_PORT || '5174';
const consoleUrl = `http://localhost:${CONSOLE_WEB_PORT}`;
const hasConsole = ports.CONSOLE_PORT !== undefined;

await checkSettings(hasConsole ? { WEB_PORT, CONSOLE_WEB_PORT } : { WEB_PORT });
stopOnSignals();
await install();
const { environment } = usesSandbox
  ? await launchSandbox(watch('apps/sandbox/src/main.ts'), { reloads: true })
  : { environment: {} };
const { console: operations } = await launchApi(watch('apps/api/src/main.ts'), {
  publicUrl,
  // As above: its server refuses calls from another origin than this.
  environment: hasConsole ? { ...environment, CONSOLE_URL: consoleUrl } : environment,
  reloads: true,
});
console.log('Starting Vite …');
await launch(
  'web',
  ['apps/web/node_modules/vite/bin/vite.js', 'apps/web', '--port', WEB_PORT, '--strictPort'],
  {
    ready: /ready in/,
    reloads: true,
    env: { PORT: ports.PORT, NO_COLOR: '1' },
  },
);
if (hasConsole)
  await launch(
    'console',
    [
      'apps/console/node_modules/vite/bin/vite.js',
      'apps/console',
      '--port',
      CONSOLE_WEB_PORT,
      '--strictPort',
    ],
    { ready: /ready in/, reloads: true, env: { CONSOLE_PORT: ports.CONSOLE_PORT, NO_COLOR: '1' } },
  );

console.log(`
  Store and checkout   ${publicUrl}
  States of the page   ${publicUrl}/gallery.html
${hasConsole ? `  Console              ${operations}\n  States of its pages  ${consoleUrl}/gallery.html\n` : ''}${usesSandbox ? `  Sandbox of Inflow    http://localhost:${ports.SANDBOX_PORT}` : '  Inflow               the hosts that the environment names'}

Ctrl-C stops everything. The data stays in ${dataDir}.`);
