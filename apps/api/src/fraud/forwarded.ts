import { isIP } from 'node:net';

/** The headers in which proxies name the client. */
export type ForwardedHeader = 'x-forwarded-for' | 'forwarded';

/** One hop: the IP address that a proxy saw; null where it wrote nothing that can be understood. */
export type Hop = string | null;

/** The hops that a header names, the last proxy's last. Empty without the header. */
export function hopsIn(header: ForwardedHeader, value: string | undefined): readonly Hop[] {
  if (value === undefined || value.trim() === '') return [];
  return header === 'forwarded' ? forwardedHops(value) : value.split(',').map((entry) => hopOf(entry.trim()));
}

/**
 * A node as RFC 7239, 6 has it, and as Azure, AWS and HAProxy write it in X-Forwarded-For as well: an IP address, an IPv6 one bare or in
 * brackets, with or without a port. `unknown` and hidden nodes (`_name`) are null.
 */
const NODE = /^(?:(\d[\d.]*)(?::[\w.-]{1,32})?|\[([^\]]+)\](?::[\w.-]{1,32})?|([\da-f:.]+(?:%[\w.-]+)?))$/i;

function hopOf(text: string): Hop {
  const [, ipv4, bracketed, ipv6] = NODE.exec(text.replace(/^"(.*)"$/, '$1')) ?? [];
  const address = ipv4 ?? bracketed ?? ipv6 ?? '';
  return isIP(address) === 0 ? null : address;
}

/** `name=value` and what follows it. Values of IPv6 are accepted without the quotes that the RFC wants. */
const PAIR = /[ \t]*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^",;\s]*))[ \t]*([,;]|$)/y;

/**
 * RFC 7239, 4. A client can send the beginning of the header: a part that cannot be read, such as a quote that it left open, makes the
 * whole of it unintelligible.
 */
function forwardedHops(value: string): readonly Hop[] {
  const hops: Hop[] = [];
  let current: Hop = null;
  PAIR.lastIndex = 0;
  for (;;) {
    const match = PAIR.exec(value);
    if (match === null) return [null];
    const [, name, quoted, token, separator] = match;
    if (name?.toLowerCase() === 'for') current = hopOf(quoted?.replace(/\\(.)/g, '$1') ?? token ?? '');
    if (separator === ';') continue;
    hops.push(current);
    current = null;
    if (separator === '') return hops;
  }
}
