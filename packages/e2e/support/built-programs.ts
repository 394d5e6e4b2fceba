import { join } from 'node:path';
import { type ChildProgram, startProgram } from './child-program.ts';
import { PACKAGE, REPOSITORY } from './paths.ts';

type Variables = Readonly<Record<string, string>>;

const built = (app: string) => join(REPOSITORY, 'apps', app, 'dist', 'main.js');

/** The built sandbox on ports of its own. It says its standard address and its card address. */
export function startSandbox(folder: string, env: Variables = {}): Promise<ChildProgram> {
  return startProgram({
    name: 'The sandbox',
    script: built('sandbox'),
    folder,
    env: { SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0', ...env },
    ready: /^Inflow sandbox ready: api (\S+) card (\S+)$/,
  });
}

/** `script`: where it is not this release's. */
type ApiOptions = {
  readonly name?: string;
  readonly script?: string;
  readonly flags?: readonly string[] | undefined;
};

/** The built api. It says what a browser sees of it, and where it listens. */
export function startApi(
  folder: string,
  env: Variables,
  { name = 'The api', script = built('api'), flags }: ApiOptions = {},
): Promise<ChildProgram> {
  return startProgram({
    name,
    script,
    folder,
    // The tests have a catalogue of their own: the product's is there to be changed.
    env: { STORE: 'on', CATALOG_FILE: join(PACKAGE, 'support', 'catalog.json'), ...env },
    flags,
    ready: /^Checkout ready: (\S+) \(listening on (\S+)\)$/,
  });
}

/** An api with an embedded PostgreSQL in `dataDir`, started once and ended for good only at the end: others use its database. */
export function startPostgresHost(folder: string, dataDir: string, env: Variables): Promise<ChildProgram> {
  const name = 'The api that hosts PostgreSQL';
  return startApi(folder, { ...env, DATA_DIR: dataDir, PORT: '0' }, { name });
}
