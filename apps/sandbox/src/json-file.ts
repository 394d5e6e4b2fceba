import { readFileSync } from 'node:fs';

/**
 * The content of a JSON file that was named at start.
 *
 * @throws Error with a sentence for the terminal; it says which file, and nothing of what is in it.
 */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new Error(`The file ${path} cannot be read${code}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The file ${path} is not valid JSON`);
  }
}
