import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

/** What a server has in its environment while it builds. */
const SECRETS = [
  'INFLOW_API_KEY',
  'INFLOW_WEBHOOK_SECRET',
  'SERVICE_TOKENS',
  'DATABASE_URL',
  'CHALLENGE_KEY',
];

it('nothing of the environment that it was built in is in the bundle', { timeout: 120_000 }, async () => {
  for (const name of SECRETS) vi.stubEnv(name, `marker-of-${name}`);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = await build({ root, logLevel: 'silent', build: { write: false } });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const texts = outputs.map((file) => (file.type === 'chunk' ? file.code : String(file.source)));
  expect(texts.join('').length).toBeGreaterThan(100_000);
  for (const name of SECRETS) {
    expect(texts.filter((text) => text.includes(`marker-of-${name}`))).toEqual([]);
  }
});
