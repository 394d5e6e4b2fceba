import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { EnvironmentError } from './env.ts';
import { decoded } from './typed-text.ts';

/** A mounted secret changes by a symbolic link, which only asking again notices. */
const LOOK_EVERY_MS = 1_000;
/** A file that is written in place is incomplete for a short time: half a list would refuse the other half's services. */
const AT_REST_AFTER_MS = 50;

export type Watched<Value> = Disposable & { current(): Value };

export type WatchedFile<Value> = {
  /** That names the file. */
  readonly variable: string;
  readonly file: string;
  /** What its text says, or what is wrong with it, in words that follow the variable's name and repeat nothing of it. */
  readonly read: (text: string) => { readonly value: Value } | { readonly problem: string };
  /** For the log: what of the value may be said. */
  readonly describe?: (value: Value) => object;
  readonly log: Logger;
};

/**
 * What a file says: read now, when the file changes, and at SIGHUP. A file that has become unreadable or invalid changes nothing and is
 * logged.
 * @throws EnvironmentError when it cannot be read at the start.
 */
export async function watch<Value>({
  variable,
  file,
  read,
  describe = () => ({}),
  log,
}: WatchedFile<Value>): Promise<Watched<Value>> {
  const understand = (text: string | null) =>
    text === null ? { problem: 'must name a file that can be read' } : read(text);
  const first = understand(await textOf(file));
  if ('problem' in first) throw new EnvironmentError(variable, first.problem);
  let current = first.value;
  let turn = 0;
  const reread = async () => {
    turn += 1;
    const mine = turn;
    const again = understand(await atRest(() => textOf(file)));
    // A later reading has newer content, and may have finished first.
    if (mine !== turn) return;
    if ('problem' in again) {
      log.error({ problem: again.problem }, `${variable} is invalid; what was read before stays valid`);
      return;
    }
    current = again.value;
    log.info(describe(current), `${variable} was read again`);
  };
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, reread);
  process.on('SIGHUP', reread);
  return {
    current: () => current,
    [Symbol.dispose]() {
      unwatchFile(file, reread);
      process.off('SIGHUP', reread);
    },
  };
}

const textOf = (file: string) => readFile(file).then(decoded, () => null);

/** Reads until two readings in a row are equal, and returns that. */
export async function atRest<T>(read: () => Promise<T>): Promise<T> {
  for (let before = await read(); ; ) {
    await setTimeout(AT_REST_AFTER_MS, null, { ref: false });
    const now = await read();
    if (now === before) return now;
    before = now;
  }
}
