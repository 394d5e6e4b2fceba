import type { Logger } from 'pino';
import { readServiceTokens, type ServiceToken } from '../service-tokens.ts';
import { typed } from '../typed-text.ts';
import { type Watched, watch } from '../watched-file.ts';

/**
 * The tokens of `SERVICE_TOKENS_FILE`: one entry a line, as in `SERVICE_TOKENS`; empty lines and lines that begin with # are skipped.
 * @throws EnvironmentError when it cannot be read at the start.
 */
export async function openTokenFile(
  file: string | undefined,
  log: Logger,
): Promise<Watched<readonly ServiceToken[]>> {
  if (file === undefined) return { current: () => [], [Symbol.dispose]: () => undefined };
  return watch({
    variable: 'SERVICE_TOKENS_FILE',
    file,
    read: tokensIn,
    describe: (tokens) => ({ names: [...new Set(tokens.map(({ name }) => name))] }),
    log,
  });
}

function tokensIn(text: string) {
  const lines = text.split(/[\r\n]+/).map(typed);
  const read = readServiceTokens(lines.filter((line) => line !== '' && !line.startsWith('#')));
  return 'problem' in read ? read : { value: read.tokens };
}
