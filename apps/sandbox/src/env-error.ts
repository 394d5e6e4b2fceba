/** Thrown for a variable or flag that cannot be used; the message names it and never repeats a secret's value. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}
