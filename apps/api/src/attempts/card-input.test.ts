import { spawnSync } from 'node:child_process';
import { createSecretKey, randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eraseCard, sealedCreatePaymentSchema, sealedPayInputSchema } from './card-input.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const card = { number: '3782 8224-6310005', expMonth: 12, expYear: 2034, cvc: '7391' };
const payInput = {
  sessionId: `cs_${'a'.repeat(32)}`,
  attemptKey: randomUUID(),
  customer: { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
  paymentMethod: { type: 'card', card },
};
const createInput = {
  idempotencyKey: 'k',
  products: [{ name: 'A', price: 1000, quantity: 1 }],
  currency: 'EUR',
  customerEmail: 'ada@example.com',
  billingCountry: 'FR',
  purchasingAsBusiness: false,
  card,
};

describe.each([
  ['checkout.pay', () => sealedPayInputSchema.parse(payInput)],
  ['payments.create', () => sealedCreatePaymentSchema.parse(createInput)],
])('the input of %s', (_name, parse) => {
  it('holds the card sealed', () => {
    const input = parse();
    const shown = inspect(input, { depth: null, showHidden: true }) + JSON.stringify(input);
    expect(shown).toContain('[card]');
    expect(shown).not.toMatch(/3782|10005|7391/);
  });

  it('is erased', () => {
    const input = parse();
    const given =
      'paymentMethod' in input ? 'card' in input.paymentMethod && input.paymentMethod.card : input.card;
    eraseCard(input);
    if (!given) throw new Error('there was no card');
    expect(() => given.hmac(createSecretKey(Buffer.from('key')), 'a')).toThrow('the card is erased');
  });
});

/** Sources that must not pass, and their neighbours that must. */
const REFUSED = [
  ['packages/inflow/src/a.ts', "import { openCard } from './card-vault.ts';"],
  ['packages/inflow/src/b.ts', "export { openCard } from './card-vault.ts';"],
  ['packages/inflow/src/c.ts', "export const vault = await import('./card-vault.ts');"],
  ['apps/api/src/a.ts', "import { openCard } from '../../../packages/inflow/src/card-vault.ts';"],
  ['apps/api/src/b.ts', "import { openCard } from '@checkout/inflow/card-vault';"],
  ['apps/api/src/c.ts', "import { payInputSchema } from '@checkout/schemas/checkout';"],
  ['apps/api/src/d.ts', "import type { PayInput } from '@checkout/schemas/checkout';"],
  ['apps/api/src/e.ts', "import { createPaymentSchema } from '@checkout/schemas/service';"],
  ['apps/api/src/f.ts', "import type { PaymentMethod } from '@checkout/schemas/payment-method';"],
  ['apps/api/src/checkout/g.ts', "import type { Card } from '@checkout/schemas/card';"],
] as const;
const ALLOWED = [
  ['packages/inflow/src/operation-request.ts', "import { openCard } from './card-vault.ts';"],
  ['packages/inflow/src/d.ts', "import { SealedCard } from './sealed-card.ts';"],
  ['apps/api/src/h.ts', "import { sealedPayInputSchema } from '../attempts/card-input.ts';"],
  ['apps/api/src/attempts/card-input.ts', "import { payInputSchema } from '@checkout/schemas/checkout';"],
] as const;

const diagnosticsSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

/** The files of a made-up repository in which our rules forbid an import. */
async function restrictedImports(files: readonly (readonly [string, string])[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-lint-'));
  try {
    await copyFile(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    for (const [path, source] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${source}\n`);
    }
    const biome = join(ROOT, 'node_modules', '.bin', 'biome');
    const flags = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'];
    const { stdout } = spawnSync(biome, flags, { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = diagnosticsSchema.parse(JSON.parse(stdout));
    return diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location }) => location.path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the rules', () => {
  it('refuse every way to a card in the clear, and nothing else', async () => {
    const refused = await restrictedImports([...REFUSED, ...ALLOWED]);
    expect([...new Set(refused)].sort()).toEqual(REFUSED.map(([path]) => path).sort());
  });

  it('leave the vault out of what other packages can resolve', () => {
    const { resolve } = createRequire(import.meta.url);
    expect(resolve('@checkout/inflow/sealed-card')).toContain('sealed-card.ts');
    expect(() => resolve('@checkout/inflow/card-vault')).toThrow(/not defined by "exports"/);
  });
});
