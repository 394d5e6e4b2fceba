import type { Logger } from 'pino';
import { type RunningApi, startApi } from './app.ts';
import { EnvironmentError, readEnvironment } from './env.ts';
import { checkInflowAccess } from './inflow-access.ts';
import { createLog } from './log.ts';
import { logOutput } from './telemetry/log-output.ts';
import { logUncaught } from './uncaught.ts';
import { VERSION } from './version.ts';

/**
 * How long requests in flight have to end: longer than a payment takes, and shorter than the ten seconds after which containers are killed. What
 * is left then is found out by the jobs of another node, from the database.
 */
const DRAIN_MS = 8_000;

/** How long a start may take to come to where it can be undone: no request is served yet. */
const UNDO_MS = 5_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

let starting: Promise<RunningApi> | null = null;
let isListening = false;
let log: Logger | null = null;
let stopping = false;

function cut(): void {
  log?.warn('requests in flight were cut: they took longer than the time to drain');
  process.exit(1);
}

/** From the first line on: as the first process of a container a program gets no signal that it does not ask for. */
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log?.info({ signal }, 'stopping');
  if (isListening) setTimeout(cut, DRAIN_MS).unref();
  else setTimeout(() => process.exit(0), UNDO_MS).unref();
  const api = await starting?.catch(() => null);
  await api?.close().catch((err: unknown) => log?.error({ err }, 'did not stop cleanly'));
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// Started by another program with an IPC channel: when that one is killed, this one ends too.
process.on('disconnect', () => stop('disconnect'));

try {
  const env = readEnvironment();
  log = createLog(env.LOG_LEVEL, logOutput());
  logUncaught(process, log);
  log.info({ version: VERSION }, 'starting');
  for (const line of await checkInflowAccess(env)) say(line);
  starting = startApi(env, log);
  const api = await starting;
  isListening = true;
  if (api.console !== null) {
    const link = await api.console.signInLink();
    say(`Console: ${link ?? api.console.consoleUrl}`);
  }
  if (!stopping) say(`Checkout ready: ${api.publicUrl} (listening on ${api.url})`);
} catch (error) {
  if (stopping) process.exit(0);
  // The message names the variable; a stack trace would hide it.
  process.stderr.write(
    error instanceof EnvironmentError ? `${error.message}\n` : `The api did not start: ${String(error)}\n`,
  );
  process.exit(1);
}
