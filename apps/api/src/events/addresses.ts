import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopback } from '../loopback.ts';

/** Why an event cannot be sent to a URL; null where it can, as far as its text shows. */
export function problemOf(text: string, allowPrivate: boolean): 'invalid' | 'not_allowed' | null {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return 'invalid';
  if (isLoopback(url.hostname)) return /^https?:$/.test(url.protocol) ? null : 'invalid';
  if (url.protocol !== 'https:') return 'invalid';
  const address = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return !ipaddr.isValid(address) || allowPrivate || isPublic(address) ? null : 'not_allowed';
}

/** A public address, also where an IPv4 address is wrapped into an IPv6 one. */
function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // NAT64 and 6to4 carry an IPv4 address, which may be a private one.
  return parsed.kind() === 'ipv4' || !/^(64:ff9b:|2002:)/.test(parsed.toString());
}

/** The name resolves to nothing that may be called. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/**
 * Resolves names for a connection, and gives public addresses alone: the address that was checked is the one that is called, so that a
 * name cannot lead elsewhere a second later.
 */
export function createLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = addresses.filter(
        ({ address }) => allowPrivate || isLoopback(hostname) || isPublic(address),
      );
      const [first] = allowed;
      if (first === undefined)
        return callback(new PrivateAddressError(`${hostname} resolves to no public address`), '', 0);
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}
