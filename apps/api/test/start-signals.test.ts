import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startProgram } from './support/program.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** As the first process of a container a program that has not asked for a signal never gets it; as any other it dies of it, without an exit code. */
test.each(['SIGTERM', 'SIGINT'] as const)(
  'a program that is starting ends by itself at %s',
  async (signal) => {
    await using silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const reached = once(silent, 'connection');
    await using program = startProgram([process.execPath, MAIN], {
      INFLOW_API_KEY: 'inflow_priv_x',
      INFLOW_API_BASE_URL: 'http://127.0.0.1:9',
      INFLOW_CARD_BASE_URL: 'http://127.0.0.1:9',
      DATABASE_URL: `postgresql://checkout@127.0.0.1:${port}/checkout`,
      PORT: '0',
    });
    // It waits for the database now.
    const [connection] = await reached;
    program.signal(signal);
    expect(await program.ended).toBe(0);
    connection.destroy();
  },
);
