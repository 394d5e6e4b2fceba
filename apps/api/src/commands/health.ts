import { EnvironmentError, readHealthUrl } from '../env.ts';

/** More than a loaded node takes, and less than the time-out of a container's health check. */
const TIMEOUT_MS = 5_000;

/** `node main.js health`: exits with 0 if the api in this container responds. For images that have no program of their own to ask it. */
async function run(): Promise<number> {
  const { ok, status } = await fetch(readHealthUrl(), { signal: AbortSignal.timeout(TIMEOUT_MS) });
  process.stdout.write(ok ? 'alive\n' : `answered ${status}\n`);
  return ok ? 0 : 1;
}

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(error instanceof EnvironmentError ? `${error.message}\n` : 'does not answer\n');
  return 1;
});
