import { parseArgs } from 'node:util';
import { EnvError } from './env-error.ts';

/** What each flag needs, for the message when it has none. */
const needs = {
  data: 'the path of a file',
  dialect: 'name=value or the path of a file',
  'seed-file': 'the path of a file',
} as const;

type Name = keyof typeof needs;
const names = Object.keys(needs) as Name[];

const needsValue = (name: Name): EnvError => new EnvError(`--${name} needs ${needs[name]}.`);

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        dialect: { type: 'string', multiple: true, default: [] },
        'seed-file': { type: 'string' },
      },
    }).values;
  } catch (error) {
    // The message of `parseArgs` names a flag without a value first, but is not written for users.
    const message = error instanceof Error ? error.message : '';
    const named = names.find((name) => new RegExp(`^Option '--${name}[ ']`).test(message));
    if (named !== undefined) throw needsValue(named);
    throw new EnvError(`The flags are ${names.map((name) => `--${name}`).join(', ')}; --help explains them.`);
  }
}

/** The flags of the command line. @throws EnvError */
export function readFlags(args: readonly string[]) {
  const flags = parse(args);
  const empty = names.find((name) => [flags[name]].flat().includes(''));
  if (empty !== undefined) throw needsValue(empty);
  return { data: flags.data, dialect: flags.dialect, seedFile: flags['seed-file'] };
}
