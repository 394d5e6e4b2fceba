import { type CardParts, SealedCard } from './card-vault.ts';

/** The vault's public side: everything of it but the way to the digits. */
export { type CardParts, SealedCard };
