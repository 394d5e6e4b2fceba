import type { IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { Logger } from 'pino';
import { createBoundedLog } from '../log.ts';
import { type ForwardedHeader, type Hop, hopsIn } from './forwarded.ts';
import { type Network, networkOf, parseAddress, UNKNOWN_NETWORK } from './network.ts';

/** What tells the client of a request. */
export type Arrival = { readonly peer: string | undefined; readonly headers: IncomingHttpHeaders };

type Options = {
  /** IP addresses and ranges. */
  readonly trustedProxies: readonly string[];
  /** Which header the proxies write. Null: X-Forwarded-For, unless Forwarded contradicts it. */
  readonly forwardedHeader: ForwardedHeader | null;
  readonly log: Logger;
};

/** Who the hops say is the client: an IP address, or why there is none. */
type Client =
  | { readonly address: string }
  | { readonly unlistedProxy: string }
  | { readonly address: null; readonly isNamed: boolean };

/**
 * The network that a request came from. The peer is the client, unless it is one of `trustedProxies`: then the header is read from its
 * right end, where the nearest proxy writes, over the trusted ones to the first that is not. Everything to the left of that can be
 * made up. Where it cannot be read, or no proxy vouches for it, the network is `UNKNOWN_NETWORK`, never the next best.
 */
export function createClientNetwork(options: Options): (arrival: Arrival) => Network {
  const { forwardedHeader, log } = options;
  const isTrusted = createMatcher(options.trustedProxies);
  const warnOfProxy = createBoundedLog(
    log,
    'a proxy that is not trusted names shoppers: they share one strict budget until TRUSTED_PROXIES has its IP address',
  );
  const warnOfHeader = createBoundedLog(
    log,
    'a trusted proxy does not name its shopper, or X-Forwarded-For and Forwarded disagree: all such shoppers share one strict budget (see FORWARDED_HEADER)',
  );

  const networkBy = (client: Client): Network => {
    if ('unlistedProxy' in client) warnOfProxy({ proxy: client.unlistedProxy });
    else if (client.address !== null) return networkOf(client.address) ?? UNKNOWN_NETWORK;
    return UNKNOWN_NETWORK;
  };

  return ({ peer, headers }) => {
    if (peer === undefined) return UNKNOWN_NETWORK;
    const written = {
      'x-forwarded-for': textOf(headers['x-forwarded-for']),
      forwarded: textOf(headers.forwarded),
    };
    if (!isTrusted(peer)) {
      // Its IP address stands for all shoppers behind it, and what it forwards may be theirs.
      const forwards = written['x-forwarded-for'] !== undefined || written.forwarded !== undefined;
      return networkBy(forwards && isPrivate(peer) ? { unlistedProxy: peer } : { address: peer });
    }
    const clientBy = (header: ForwardedHeader) => clientIn(hopsIn(header, written[header]), isTrusted);
    const client = clientBy(forwardedHeader ?? 'x-forwarded-for');
    const network = networkBy(client);
    if (network === UNKNOWN_NETWORK && !('unlistedProxy' in client)) warnOfHeader({ proxy: peer });
    if (forwardedHeader !== null || written.forwarded === undefined) return network;
    // A proxy that writes one of the two passes the other on as the client sent it, and which is which is not known.
    const other = clientBy('forwarded');
    const agrees =
      'address' in other &&
      (other.address === null ? !other.isNamed : networkOf(other.address)?.subscriber === network.subscriber);
    if (agrees) return network;
    warnOfHeader({ proxy: peer });
    return UNKNOWN_NETWORK;
  };
}

function clientIn(hops: readonly Hop[], isTrusted: (address: string) => boolean): Client {
  for (let index = hops.length - 1; index >= 0; index -= 1) {
    const hop = hops[index] ?? null;
    if (hop === null) return { address: null, isNamed: true };
    if (isTrusted(hop)) continue;
    // A neighbour that names others in its turn is a proxy.
    return index > 0 && isPrivate(hop) ? { unlistedProxy: hop } : { address: hop };
  }
  return { address: null, isNamed: false };
}

/** Repeated lines are one list (RFC 9110, 5.3). */
function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

const PRIVATE: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
]);

function isPrivate(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && PRIVATE.has(parsed.range());
}

/** Whether an IP address is one of these, or in one of these ranges. */
export function createMatcher(entries: readonly string[]): (address: string) => boolean {
  const ranges = entries.map((entry) => {
    const [address, bits] = entry.includes('/') ? ipaddr.parseCIDR(entry) : [ipaddr.process(entry), null];
    return [address, bits ?? (address.kind() === 'ipv4' ? 32 : 128)] as const;
  });
  return (address) => {
    const parsed = parseAddress(address);
    return (
      parsed !== null &&
      ranges.some(([range, bits]) => {
        if (parsed instanceof ipaddr.IPv4) return range instanceof ipaddr.IPv4 && parsed.match(range, bits);
        return range instanceof ipaddr.IPv6 && parsed.match(range, bits);
      })
    );
  };
}
