import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { chargesOf, newSession, press, startWorld, type World } from '../test/support/world.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const MEGABYTES = 1e6;
/** What the default base has too; everything else of Debian is left out. */
const BASE_PACKAGES = 'libc6,libstdc++6,libgcc-s1,tzdata';

async function run(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 64 * MEGABYTES });
  return stdout.trim();
}

/** As root; without a daemon and without a registry. */
const buildah = (...args: string[]) =>
  run('env', 'STORAGE_DRIVER=vfs', 'BUILDAH_ISOLATION=chroot', 'buildah', ...args);

type Config = {
  readonly User: string;
  readonly Entrypoint: readonly string[];
  readonly Env: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck: { readonly Test: readonly string[] };
};

/** Builds the image from the package as an operator does, on a base that `mmdebstrap` makes. */
async function buildImage(folder: string) {
  await run(
    process.execPath,
    join(REPOSITORY, 'scripts', 'package.mjs'),
    '--out',
    join(folder, 'out'),
    '--node',
  );
  const base = join(folder, 'base.tar');
  await run('mmdebstrap', '--quiet', '--variant=extract', `--include=${BASE_PACKAGES}`, 'bookworm', base);
  const scratch = await buildah('from', 'scratch');
  await buildah('add', scratch, base, '/');
  const baseImage = await buildah('commit', '--quiet', '--rm', scratch);
  const build = ['bud', '--quiet', '--format', 'docker', '--build-arg', `BASE=${baseImage}`];
  const id = await buildah(...build, join(folder, 'out'));
  const { Docker } = JSON.parse(await buildah('inspect', '--type', 'image', id));
  const container = await buildah('from', id);
  return {
    config: Docker.config as Config,
    root: await buildah('mount', container),
    async [Symbol.asyncDispose]() {
      await buildah('rm', container);
      await buildah('rmi', id, baseImage);
    },
  };
}

type Image = Awaited<ReturnType<typeof buildImage>>;

/** Runs a command in the image as its user and as PID 1, with nothing to write to but what is in memory. */
function start({ config, root }: Image, command: readonly string[], variables: Record<string, string>) {
  const environment = [
    ...config.Env,
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
  ];
  const inside = ['/usr/sbin/chroot', `--userspec=${config.User}`, root, ...command];
  const readOnly = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"';
  const own = ['--mount', '--pid', '--fork', '--kill-child'];
  const child = spawn(
    'unshare',
    [...own, 'sh', '-c', readOnly, root, 'env', '-i', ...environment, ...inside],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      for (const each of heard) each();
    });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    lines,
    ended,
    /** Resolves with the line that has it. @throws with all lines when the program ends before */
    says: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(lines.join('\n'));
          if (found !== null) resolve(found);
        };
        heard.add(look);
        look();
        void ended.then((code) => reject(new Error(`It ended with ${code}:\n${lines.join('\n')}`)));
      }),
    async terminate() {
      const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      process.kill(Number(children.trim().split(' ')[0]), 'SIGTERM');
      return ended;
    },
  };
}

const variablesOf = (world: World, url = world.databaseUrl) => ({
  INFLOW_API_KEY: world.apiKey,
  INFLOW_API_BASE_URL: world.sandbox.apiUrl,
  INFLOW_CARD_BASE_URL: world.sandbox.cardUrl,
  DATABASE_URL: url,
  SANDBOX: 'on',
  PORT: '0',
});

test('the image is small, and takes a payment read-only, as a user without rights and as PID 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-image-'));
  await using cleaning = new AsyncDisposableStack();
  cleaning.defer(() => rm(folder, { recursive: true, force: true }));
  await using world = await startWorld();
  const image = cleaning.use(await buildImage(folder));
  const { config, root } = image;
  expect(config.User).toBe('65532:65532');
  expect(config.Labels['org.opencontainers.image.version']).toMatch(/^\d+\.\d+\.\d+$/);
  const bytes = Number((await run('du', '--summarize', '--bytes', root)).split('\t')[0]);
  process.stdout.write(`the image has ${(bytes / MEGABYTES).toFixed(0)} MB\n`);
  expect(bytes).toBeLessThan(200 * MEGABYTES);
  await expect(run('test', '-e', join(root, 'bin', 'sh'))).rejects.toThrow();

  const api = start(image, config.Entrypoint, variablesOf(world));
  const [, port = ''] = await api.says(/listening on http:\/\/[^:]+:(\d+)\)/);
  const sessionId = await newSession(world.shopper);
  const answer = await fetch(`http://127.0.0.1:${port}/trpc/checkout.pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(press(sessionId)),
  });
  expect(await answer.json()).toMatchObject({ result: { data: { status: 'succeeded' } } });
  expect(await chargesOf(world, sessionId)).toHaveLength(1);

  const [, ...healthcheck] = config.Healthcheck.Test;
  const health = start(image, healthcheck, { PORT: port });
  expect({ code: await health.ended, lines: health.lines }).toEqual({ code: 0, lines: ['alive'] });
  expect(await api.terminate()).toBe(0);
  const gone = start(image, healthcheck, { PORT: port });
  expect(await gone.ended).toBe(1);
});
