import { parseArgs } from 'node:util';
import { EnvError } from './env-error.ts';

/** What each flag needs, for the message when it has none. */
const needs = {
  data: 'the path of a file',
  dialect: 'name=value or the path of a file',
} as const;

const names = Object.keys(needs)
  .map((name) => `--${name}`)
  .join(' and ');

const needsValue = (name: keyof typeof needs): EnvError => new EnvError(`--${name} needs ${needs[name]}.`);

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, dialect: { type: 'string', multiple: true, default: [] } },
    }).values;
  } catch (error) {
    // The message of `parseArgs` names a flag without a value, but is not written for users.
    const named = /--(data|dialect)\b/.exec(error instanceof Error ? error.message : '')?.[1];
    if (named === 'data' || named === 'dialect') throw needsValue(named);
    throw new EnvError(`The flags are ${names}.`);
  }
}

/** The flags of the command line. @throws EnvError */
export function readFlags(args: readonly string[]): { data?: string | undefined; dialect: string[] } {
  const flags = parse(args);
  if (flags.data === '') throw needsValue('data');
  if (flags.dialect.includes('')) throw needsValue('dialect');
  return flags;
}
