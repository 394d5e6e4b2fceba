import { createHmac, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { markAsUncloneable } from 'node:worker_threads';
import { cardJson } from './inferred.ts';

export type CardParts = {
  /** Digits only. */
  readonly number: string;
  readonly expMonth: number;
  /** Four digits. */
  readonly expYear: number;
  /** Digits only. */
  readonly cvc: string;
  /** For display; null when it is unknown. */
  readonly brand: string | null;
};

const HIDDEN = '[card]';
const LEAST_LAST4 = 8;

/** The only access to the digits. Biome lets only `operation-request.ts` import it, and no other package can. */
export const openCard = (card: SealedCard): readonly Uint8Array[] => open(card);

let open: (card: SealedCard) => readonly Uint8Array[];

/**
 * A card that can be passed on but not read. Everything that serialises values (a log, an error, JSON, `inspect`, a
 * template, a clone, a spread) gets `[card]` or nothing. The digits are bytes, because bytes can be wiped and strings cannot.
 */
export class SealedCard implements Disposable {
  readonly #number: Uint8Array;
  readonly #cvc: Uint8Array;
  #expMonth: number;
  #expYear: number;
  readonly #brand: string | null;
  readonly #last4: string;

  static {
    open = (card) => {
      if (card.#expYear === 0) throw new TypeError('the card is erased');
      return cardJson({
        number: card.#number,
        expMonth: card.#expMonth,
        expYear: card.#expYear,
        cvc: card.#cvc,
      });
    };
  }

  /** @throws TypeError for parts that do not have the form of a card; the message does not repeat them. */
  constructor({ number, expMonth, expYear, cvc, brand }: CardParts) {
    const wellFormed =
      /^\d{8,19}$/.test(number) &&
      /^\d{1,8}$/.test(cvc) &&
      Number.isInteger(expMonth) &&
      Number.isInteger(expYear) &&
      expYear > 0;
    if (!wellFormed) throw new TypeError('this is not the form of a card');
    this.#number = bytesOf(number);
    this.#cvc = bytesOf(cvc);
    this.#expMonth = expMonth;
    this.#expYear = expYear;
    this.#brand = brand;
    this.#last4 = number.length > LEAST_LAST4 ? number.slice(-4) : '';
    markAsUncloneable(this);
    Object.freeze(this);
  }

  get brand(): string | null {
    return this.#brand;
  }

  /** What may be kept and shown of a number (PCI DSS 4.0.1, 3.4.1). */
  get last4(): string {
    return this.#last4;
  }

  /**
   * HMAC-SHA-256 of the number, or of the number and the expiry date, hex; of the CVC there is none (PCI DSS 4.0.1,
   * 3.3.1). Values made for different purposes cannot be compared: `purpose` is part of the input.
   */
  hmac(key: KeyObject, purpose: string, of: 'number' | 'number and expiry' = 'number'): string {
    if (this.#expYear === 0) throw new TypeError('the card is erased');
    const hmac = createHmac('sha256', key).update(purpose).update('\0').update(this.#number);
    if (of === 'number and expiry') hmac.update(`\0${this.#expYear}-${this.#expMonth}`);
    return hmac.digest('hex');
  }

  /** A foreign text, such as a provider's error message, with this card's number and CVC replaced by `[removed]`. */
  removeFrom(text: string): string {
    let bytes: Buffer = Buffer.from(text);
    for (const secret of [this.#number, this.#cvc]) bytes = without(bytes, secret);
    return bytes.toString();
  }

  /** Overwrites the digits. The last owner of the card calls it, or declares the card with `using`. */
  erase(): void {
    this.#number.fill(0);
    this.#cvc.fill(0);
    this.#expMonth = 0;
    this.#expYear = 0;
  }

  [Symbol.dispose](): void {
    this.erase();
  }

  toJSON(): string {
    return HIDDEN;
  }

  toString(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/** Not `Buffer.from`: its memory comes from a pool that later buffers share. */
function bytesOf(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length);
  for (let index = 0; index < digits.length; index += 1) bytes[index] = digits.charCodeAt(index);
  return bytes;
}

function without(bytes: Buffer, secret: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, from)) {
    parts.push(bytes.subarray(from, at), Buffer.from('[removed]'));
    from = at + secret.length;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}
