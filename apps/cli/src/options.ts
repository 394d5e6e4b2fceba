import { InvalidArgumentError } from 'commander';

/** A whole number, for an option. */
export function count(minimum: number, maximum: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < minimum || value > maximum)
      throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
    return value;
  };
}

/** For an option that may be repeated. */
export function several(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** A position in the order of all events. */
export function cursor(text: string): string {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError('It must be a cursor, as this command prints it.');
  return text;
}
