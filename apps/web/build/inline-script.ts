import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { minify, transformWithOxc } from 'vite';

const SOURCE = fileURLToPath(new URL('../src/before-code/keep-typed.ts', import.meta.url));

/** The script that stands in the page, of a file that imports nothing. */
export async function inlineScript(): Promise<string> {
  const script = await transformWithOxc(await readFile(SOURCE, 'utf8'), SOURCE, { sourcemap: false });
  const { code, errors } = await minify(SOURCE.replace(/ts$/, 'js'), script.code, { module: false });
  if (errors.length > 0) throw new Error(`${SOURCE}: ${errors[0]?.message}`);
  return code.trim();
}
