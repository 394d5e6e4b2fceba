import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export type EncodedPage = { readonly body: Buffer; readonly encoding: 'br' | 'gzip' | null };

/**
 * A page as small as its time allows: each is somebody's own, so it is compressed for one reader. What that costs is
 * measured in docs/performance.md. Nothing that a stranger can choose is in it beside what it must not give away, so
 * its length tells nothing.
 */
export async function encodePage(html: string, accepted: string | undefined): Promise<EncodedPage> {
  const page = Buffer.from(html);
  if (accepts(accepted, 'br')) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: page.length,
    };
    return { body: await toBrotli(page, { params }), encoding: 'br' };
  }
  if (accepts(accepted, 'gzip')) return { body: await toGzip(page), encoding: 'gzip' };
  return { body: page, encoding: null };
}

/** RFC 9110, 12.5.3: a coding with `q=0` is refused. */
function accepts(header: string | undefined, coding: string): boolean {
  return (header ?? '').split(',').some((entry) => {
    const [name = '', ...parameters] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
