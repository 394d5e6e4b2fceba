import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../../fixtures/inflow/', import.meta.url);

/** A documented body, exactly as it stands in the file. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
}

export function fixture(name: string) {
  return JSON.parse(fixtureText(name));
}
