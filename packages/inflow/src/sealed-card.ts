import { type CardParts, SealedCard } from './card-vault.ts';

/** What other packages may use of card-vault.ts: everything but `openCard`. */
export { type CardParts, SealedCard };
