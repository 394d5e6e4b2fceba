import { z } from 'zod';
import { type Dialect, type DialectSwitch, dialectEntries, valuesText } from './dialect.ts';
import { maskText } from './mask.ts';
import { badRequest } from './refusal.ts';

/** Statuses such as 200 may be written as numbers, and numbers as text: a command line has text only. */
function schemaOf(each: DialectSwitch): z.ZodType {
  if ('answers' in each) {
    const error = `must be one of: ${valuesText(each)}`;
    const text = (value: unknown) => (typeof value === 'number' ? String(value) : value);
    return z.preprocess(text, z.enum(each.answers, { error }));
  }
  const error = `must be a whole number from ${valuesText(each)}`;
  const number = (value: unknown) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return z.preprocess(number, z.int({ error }).min(each.least, { error }).max(each.most, { error }));
}

const schemas = new Map(dialectEntries.map(([name, each]) => [name as string, schemaOf(each)]));
const names = dialectEntries.map(([name]) => name).join(', ');

/** A wrong name may be anything that was typed, so it is masked and cut. */
const shown = (name: string): string => maskText(name).slice(0, 40);

/**
 * Some switches and their values, as the control API, the command line and the files give them.
 *
 * @throws Refusal 400 with a sentence for each wrong switch: it names the switch and lists the answers.
 */
export function readDialect(values: unknown): Partial<Dialect> {
  if (values === null || typeof values !== 'object' || Array.isArray(values))
    throw badRequest(['The dialect must be an object of switches']);
  const read: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const schema = schemas.get(name);
    if (schema === undefined) {
      problems.push(`There is no switch ${shown(name)}; the switches are ${names}`);
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) read[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message}`);
  }
  if (problems.length > 0) throw badRequest(problems);
  return read;
}
