import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { EnvironmentError } from '../env.ts';
import { readServiceTokens, type ServiceToken } from '../service-tokens.ts';

export type TokenFile = Disposable & { tokens(): readonly ServiceToken[] };

/** A mounted secret changes by a symbolic link, which only asking again notices. */
const LOOK_EVERY_MS = 1_000;
/** A file that is written in place is incomplete for a moment: half a list would refuse the other half's services. */
const AT_REST_AFTER_MS = 50;

/**
 * The tokens of `SERVICE_TOKENS_FILE`, read again when the file changes and at SIGHUP: one entry a line, as in
 * `SERVICE_TOKENS`; empty lines and lines that begin with # are skipped. A file that has become unreadable or invalid
 * changes nothing and is logged.
 * @throws EnvironmentError when it cannot be read at the start.
 */
export async function openTokenFile(file: string | undefined, log: Logger): Promise<TokenFile> {
  if (file === undefined) return { tokens: () => [], [Symbol.dispose]: () => undefined };
  const first = tokensIn(await textOf(file));
  if ('problem' in first) throw new EnvironmentError('SERVICE_TOKENS_FILE', first.problem);
  let current: readonly ServiceToken[] = first.tokens;
  let turn = 0;
  const reread = async () => {
    turn += 1;
    const mine = turn;
    const again = tokensIn(await atRest(() => textOf(file)));
    // A later reading has newer content, and may have finished first.
    if (mine !== turn) return;
    if ('problem' in again) {
      log.error(
        { problem: again.problem },
        'SERVICE_TOKENS_FILE is invalid; the tokens read before stay valid',
      );
      return;
    }
    current = again.tokens;
    log.info({ names: [...new Set(current.map(({ name }) => name))] }, 'SERVICE_TOKENS_FILE was read again');
  };
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, reread);
  process.on('SIGHUP', reread);
  return {
    tokens: () => current,
    [Symbol.dispose]() {
      unwatchFile(file, reread);
      process.off('SIGHUP', reread);
    },
  };
}

const textOf = (file: string) => readFile(file, 'utf8').catch(() => null);

/** Reads until two readings in a row are equal, and returns that. */
export async function atRest<T>(read: () => Promise<T>): Promise<T> {
  for (let before = await read(); ; ) {
    await setTimeout(AT_REST_AFTER_MS, null, { ref: false });
    const now = await read();
    if (now === before) return now;
    before = now;
  }
}

function tokensIn(text: string | null) {
  if (text === null) return { problem: 'must name a file that can be read' };
  const lines = text.split('\n').map((line) => line.trim());
  return readServiceTokens(lines.filter((line) => line !== '' && !line.startsWith('#')));
}
