import { type Dialect, dialectEntries, type SwitchName, triedValues } from '@checkout/sandbox/dialect';
import covertable from 'covertable';
import type { Confirmation } from '../faults/cluster.ts';

/** One account to walk through: an answer to each open point, and how this installation confirms. */
export type Row = { readonly confirmation: Confirmation; readonly dialect: Dialect };

const CONFIRMATIONS: readonly Confirmation[] = ['explicit', 'automatic'];

/**
 * Rows that cover the switches of the sandbox's dialects. Strength 1: every answer of every switch once; 2: every pair of
 * answers of any two switches. The same rows each time.
 */
export function coveringArray(strength: 1 | 2): Row[] {
  const names = dialectEntries.map(([name]) => name);
  const factors = Object.fromEntries<(string | number)[]>([
    ['confirmation', [...CONFIRMATIONS]],
    ...names.map((name): [string, (string | number)[]] => [name, [...triedValues(name)]]),
  ]);
  return covertable.make(factors, { length: strength }).map(({ confirmation, ...dialect }) => ({
    confirmation: confirmation === 'automatic' ? 'automatic' : 'explicit',
    dialect: dialect as Dialect,
  }));
}

/** What of a row is not the default, for its line in the table. */
export function labelOf({ confirmation, dialect }: Row): string {
  const changed = dialectEntries.flatMap(([name]) => {
    const value = dialect[name as SwitchName];
    return value === triedValues(name)[0] ? [] : [`${name}=${value}`];
  });
  return [confirmation, ...changed].join(' ');
}
