/** What runs a checkout from its sources, for the tests of programs that call one: apps/cli, packages/client. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { programEnvironment } from './npm-package.ts';

const { PATH = '', HOME = '', TMPDIR } = programEnvironment;
/** What every program needs of this process's environment. */
export const plainEnvironment = { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };

export type Program = {
  /** What its ready line says. */
  readonly said: readonly string[];
  /** Its output so far, by line. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
};

/** Runs a script on this Node.js until it has printed `ready`. @throws with its output where it ends before */
export async function startProgram(
  script: string,
  { ready, env, cwd }: { ready: RegExp; env: Readonly<Record<string, string>>; cwd: string },
): Promise<Program> {
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...plainEnvironment, ...env },
    // The channel tells it when this process is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const isReady = new Promise<readonly string[]>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const found = ready.exec(line);
        if (found !== null) resolve(found.slice(1));
      });
    }
  });
  const said = await Promise.race([
    isReady,
    ended.then(() => {
      throw new Error(`${script} ended early:\n${lines.join('\n')}`);
    }),
  ]);
  return {
    said,
    lines,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

const APPS = join(import.meta.dirname, '..', 'apps');
export const API_KEY = 'inflow_priv_sandbox';
const WEBHOOK_SECRET = `whsec_${Buffer.from('only for the tests of what calls a checkout').toString('base64')}`;

type CheckoutOptions = {
  readonly folder: string;
  /** Stops the programs. */
  readonly starting: AsyncDisposableStack;
  readonly serviceTokens: string;
};

/** An api with a database of its own, and the sandbox that it calls. */
export async function startCheckout({ folder, starting, serviceTokens }: CheckoutOptions) {
  const main = (app: string) => join(APPS, app, 'src', 'main.ts');
  const sandbox = await startProgram(main('sandbox'), {
    cwd: folder,
    env: { SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0', SANDBOX_API_KEY: API_KEY },
    ready: /^Inflow sandbox ready: api (\S+) card (\S+)$/,
  });
  starting.defer(() => sandbox.stop());
  const [sandboxUrl = '', cardUrl = ''] = sandbox.said;
  const api = await startProgram(main('api'), {
    cwd: folder,
    env: {
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      INFLOW_API_KEY: API_KEY,
      INFLOW_API_BASE_URL: sandboxUrl,
      INFLOW_CARD_BASE_URL: cardUrl,
      INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
      // Long, so that a busy machine does not lose a response.
      INFLOW_TIMEOUT_MS: '30000',
      RECONCILE_AFTER_MS: '600',
      SERVICE_TOKENS: serviceTokens,
      LOG_LEVEL: 'warn',
    },
    ready: /^Checkout ready: (\S+) \(listening on \S+\)$/,
  });
  starting.defer(() => api.stop());
  const [checkoutUrl = ''] = api.said;
  const registered = await fetch(`${sandboxUrl}/_sandbox/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${checkoutUrl}/webhooks/inflow`, secret: WEBHOOK_SECRET }),
  });
  if (!registered.ok) throw new Error(`The sandbox did not take the webhook: ${await registered.text()}`);
  return { checkoutUrl, sandboxUrl };
}
