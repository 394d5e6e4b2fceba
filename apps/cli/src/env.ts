import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './problem.ts';

export type Settings = {
  readonly url: string | undefined;
  /** Of the checkout: the part behind the name in `SERVICE_TOKENS`. */
  readonly token: string | undefined;
  /** What the forwarded events are signed with, instead of a secret made from the token. */
  readonly eventsSecret: string | undefined;
  readonly sandboxUrl: string | undefined;
  /** Where `npm start` writes how to reach it, and whether the caller has named that file. */
  readonly localFile: string;
  readonly localFileIsNamed: boolean;
};

/** `npm start` writes it into its data folder, which is `.data` of the repository unless `DATA_DIR` says otherwise. */
const OF_THIS_REPOSITORY = fileURLToPath(new URL('../../../.data/cli.json', import.meta.url));

/** Reads the environment; an empty variable counts as unset. @throws Problem */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  const of = (name: string) => (variables[name] === '' ? undefined : variables[name]);
  const file = of('CHECKOUT_TOKEN_FILE');
  const token = of('CHECKOUT_TOKEN');
  if (token !== undefined && file !== undefined)
    throw new Problem('CHECKOUT_TOKEN and CHECKOUT_TOKEN_FILE are both set: unset one of them.');
  const eventsSecret = of('CHECKOUT_EVENTS_SECRET');
  if (eventsSecret !== undefined && !/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(eventsSecret))
    throw new Problem('CHECKOUT_EVENTS_SECRET must be whsec_ and base64.');
  const data = of('DATA_DIR');
  return {
    url: of('CHECKOUT_URL'),
    token: file === undefined ? token : readToken(file),
    eventsSecret,
    sandboxUrl: of('CHECKOUT_SANDBOX_URL'),
    localFile: of('CHECKOUT_LOCAL') ?? (data === undefined ? OF_THIS_REPOSITORY : resolve(data, 'cli.json')),
    localFileIsNamed: of('CHECKOUT_LOCAL') !== undefined,
  };
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Problem('CHECKOUT_TOKEN_FILE must name a file that can be read.');
  }
}
