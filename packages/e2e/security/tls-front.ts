import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { passThrough } from '../support/pass-through.ts';
import { runTool } from './tools.ts';

/** Ends TLS on loopback and passes everything on, as a load balancer does. */
export type TlsFront = AsyncDisposable & {
  /** `localhost` and the port. */
  readonly host: string;
  /** The file of its certificate, which signs itself. */
  readonly certificate: string;
  /** Where connections are passed on to; until then they are refused. */
  passOnTo(port: number): void;
};

/** @param folder gets the key and the certificate. @throws where openssl makes none. */
export async function startTlsFront(openssl: string, folder: string): Promise<TlsFront> {
  const key = join(folder, 'front.key');
  const certificate = join(folder, 'front.crt');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const made = await runTool({
    file: openssl,
    args: ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', certificate],
    withinMs: 60_000,
  });
  if (made.code !== 0) throw new Error(`openssl made no certificate:\n${made.output}`);

  let target: number | null = null;
  const sockets = new Set<Socket>();
  const server = createServer({ key: await readFile(key), cert: await readFile(certificate) }, (from) => {
    if (target === null) {
      from.destroy();
      return;
    }
    passThrough(from, target, sockets);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    certificate,
    passOnTo(next) {
      target = next;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
