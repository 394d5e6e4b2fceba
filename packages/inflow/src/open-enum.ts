import { z } from 'zod';

/** A known name, or any other string: new ones appear without notice and must stay readable. */
export type Open<Known extends string> = Known | (string & {});

/** Reads any string; the list only gives editors and `switch`es the known names. */
export function openEnum<const Names extends readonly string[]>(_known: Names) {
  return z.string().transform((name): Open<Names[number]> => name);
}
