import { randomFillSync } from 'node:crypto';

/** Sixteen letters: no digits, which the mask of card numbers could take for one, and no vowels, which make words. */
const LETTERS = 'bcdfghjkmnpqrtvw';
/** 56 random bits. */
const LENGTH = 14;
const IDS_AT_ONCE = 256;

const random = Buffer.alloc(LENGTH * IDS_AT_ONCE);
let used = random.length;

/** Names one request in the log and in its error response (`reference`), for example `req_bkwmqdrtgfnhcp`. */
export function newRequestId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  let id = 'req_';
  for (const end = used + LENGTH; used < end; used += 1) id += LETTERS[(random[used] ?? 0) & 15];
  return id;
}
