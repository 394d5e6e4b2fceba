import type { Dialect } from './domain/dialect.ts';
import { readDialect } from './domain/dialect-input.ts';
import { readJsonFile } from './json-file.ts';

const pair = /^(\w+)=(.*)$/s;

function readPair(text: string): readonly [string, string] {
  const [, name, value] = pair.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Error('A switch is given as name=value');
  return [name, value];
}

/** A file holds the object of switches, or has it under `answers`, as a probe of an account writes it. */
function readFile(path: string): Partial<Dialect> {
  const content = readJsonFile(path);
  const answers = content !== null && typeof content === 'object' && 'answers' in content;
  return readDialect(answers ? content.answers : content);
}

/**
 * Switches as they are given at start: `name=value` pairs with commas between them, or the path of a JSON file. A path
 * that looks like a pair is written with `./` before it.
 *
 * @throws Error with a sentence for the terminal.
 */
export function readDialectOption(text: string): Partial<Dialect> {
  if (!pair.test(text)) return readFile(text);
  return readDialect(Object.fromEntries(text.split(',').map((each) => readPair(each.trim()))));
}
