import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export type EncodedPage = { readonly body: Buffer; readonly encoding: 'br' | 'gzip' | null };

/**
 * Compresses a page for one response; docs/performance.md has the cost. No page holds text that an attacker chooses beside a
 * secret, so its compressed length reveals nothing (BREACH).
 */
export async function encodePage(html: string, accepted: string | undefined): Promise<EncodedPage> {
  const page = Buffer.from(html);
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted ?? '' } });
  const accepts = new Set(negotiator.encodings(['br', 'gzip']));
  if (accepts.has('br')) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: page.length,
    };
    return { body: await toBrotli(page, { params }), encoding: 'br' };
  }
  if (accepts.has('gzip')) return { body: await toGzip(page), encoding: 'gzip' };
  return { body: page, encoding: null };
}
