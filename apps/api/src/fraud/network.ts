import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where a request came from, as far as the limits care. */
export type Network = {
  /** What one subscriber has: an IPv4 address, or the /64 of an IPv6 address, inside which new addresses cost nothing (RFC 6177, RFC 8981). */
  readonly subscriber: string;
  /** The /48 of an IPv6 address: what one site can be given (RFC 6177), with 65 536 networks of /64 in it. Null for IPv4. */
  readonly site: string | null;
};

/** Of all requests whose network is not known: they share one budget, so that no request is without one. */
export const UNKNOWN_NETWORK: Network = { subscriber: 'unknown', site: null };

/** As which a network counts where it is cheap to have many: an IPv6 address as its /48. */
export function siteOf({ site, subscriber }: Network): string {
  return site ?? subscriber;
}

/** The network of an IP address; null for what is no IP address. */
export function networkOf(address: string): Network | null {
  // The usual form by far, without parsing.
  if (isIPv4(address)) return { subscriber: address, site: null };
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  if (parsed.kind() === 'ipv4') return { subscriber: parsed.toString(), site: null };
  return { subscriber: prefixOf(parsed, 64), site: prefixOf(parsed, 48) };
}

/** Strict, unlike the library, which reads `1` as an address; an IPv4 address that is written as IPv6 becomes IPv4. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(address) === 0 || !ipaddr.isValid(address) ? null : ipaddr.process(address);
}

function prefixOf(address: ipaddr.IPv4 | ipaddr.IPv6, bits: 48 | 64): string {
  const kept = address.toByteArray().slice(0, bits / 8);
  return `${ipaddr.fromByteArray([...kept, ...Array<number>(16 - kept.length).fill(0)])}/${bits}`;
}
