import { startApi } from './app.ts';
import { EnvironmentError, readEnvironment } from './env.ts';
import { checkInflowAccess } from './inflow-access.ts';
import { createLog } from './log.ts';
import { logUncaught } from './uncaught.ts';

/** How long requests in flight have to end; the jobs resolve what is left, from the database. */
const DRAIN_MS = 25_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const env = readEnvironment();
  const log = createLog(env.LOG_LEVEL);
  logUncaught(process, log);
  for (const line of await checkInflowAccess(env)) say(line);
  const api = await startApi(env, log);
  if (api.console !== null) {
    const link = await api.console.signInLink();
    say(`Console: ${link ?? api.console.consoleUrl}`);
  }
  say(`Checkout ready: ${api.publicUrl} (listening on ${api.url})`);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    await api.close().catch((err: unknown) => log.error({ err }, 'did not stop cleanly'));
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by another program with an IPC channel: when that one is killed, this one ends too.
  process.on('disconnect', () => stop('disconnect'));
} catch (error) {
  // The message names the variable; a stack trace would hide it.
  process.stderr.write(
    error instanceof EnvironmentError ? `${error.message}\n` : `The api did not start: ${String(error)}\n`,
  );
  process.exit(1);
}
