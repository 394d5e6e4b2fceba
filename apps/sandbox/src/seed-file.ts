import { z } from 'zod';
import { apiFaultSchema, configureSchema, seedPaymentSchema } from './control/schemas.ts';
import type { ApiFault, SeedPayment } from './control/types.ts';
import type { Dialect } from './domain/dialect.ts';
import { readDialect } from './domain/dialect-input.ts';
import { maskText } from './domain/mask.ts';
import { readJsonFile } from './json-file.ts';
import { mostPerAccount, readUrl } from './webhooks/endpoints.ts';

/** What the account of the default key has when the sandbox starts. */
export type SeedState = {
  readonly payments: readonly SeedPayment[];
  readonly webhooks: readonly z.output<typeof configureSchema>[];
  readonly faults: readonly ApiFault[];
  readonly dialect: Partial<Dialect>;
};

const schema = z.strictObject({
  payments: z.array(seedPaymentSchema).default([]),
  webhooks: z.array(configureSchema).max(mostPerAccount).default([]),
  faults: z.array(apiFaultSchema).default([]),
  dialect: z.unknown().default({}),
});

function problemOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.join('.');
  return maskText(path ? `${path}: ${issue?.message}` : `${issue?.message}`);
}

/**
 * Reads a seed file: `{ payments?, webhooks?, faults?, dialect? }`.
 *
 * @throws Error with a sentence for the terminal, which names the file and the field.
 */
export function readSeedFile(path: string): SeedState {
  const parsed = schema.safeParse(readJsonFile(path));
  if (!parsed.success) throw new Error(`The file ${path} is no seed file: ${problemOf(parsed.error)}`);
  const at = (where: string, error: unknown) =>
    new Error(
      `The file ${path} is no seed file: ${where}: ${error instanceof Error ? error.message : error}`,
    );
  for (const [index, { url }] of parsed.data.webhooks.entries()) {
    try {
      readUrl({ url });
    } catch (error) {
      throw at(`webhooks.${index}`, error);
    }
  }
  try {
    return { ...parsed.data, dialect: readDialect(parsed.data.dialect) };
  } catch (error) {
    throw at('dialect', error);
  }
}
