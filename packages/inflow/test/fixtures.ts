import { readFileSync } from 'node:fs';
import { type CardParts, SealedCard } from '../src/sealed-card.ts';

const FOLDER = new URL('../../../fixtures/inflow/', import.meta.url);

/** A documented body, exactly as it stands in the file. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
}

export function fixture(name: string) {
  return JSON.parse(fixtureText(name));
}

export function sealed(card: Omit<CardParts, 'brand'>): SealedCard {
  return new SealedCard({ ...card, brand: null });
}
