import { readFile } from 'node:fs/promises';
import { type CatalogProduct, catalogSchema } from '@checkout/schemas/product';
import { EnvironmentError } from '../env.ts';
import { decoded } from '../typed-text.ts';

/** The products of `CATALOG_FILE`. @throws EnvironmentError for a file that is missing or not a catalogue. */
export async function readCatalog(file: string): Promise<CatalogProduct[]> {
  const text = await readFile(file).then(decoded, () => {
    throw new EnvironmentError('CATALOG_FILE', `names a file that cannot be read: ${file}`);
  });
  let parsed: ReturnType<typeof catalogSchema.safeParse>;
  try {
    parsed = catalogSchema.safeParse(JSON.parse(text));
  } catch {
    throw new EnvironmentError('CATALOG_FILE', `is not JSON: ${file}`);
  }
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new EnvironmentError('CATALOG_FILE', `is not a catalogue (see ${where}): ${file}`);
  }
  const skus = parsed.data.map((product) => product.sku);
  if (new Set(skus).size < skus.length)
    throw new EnvironmentError('CATALOG_FILE', `names a sku twice: ${file}`);
  return parsed.data;
}
