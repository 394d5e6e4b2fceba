import { isIPv4 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/**
 * What one subscriber has: an IPv4 address, or the /64 of an IPv6 address, inside which new addresses cost
 * nothing (RFC 6177, RFC 8981). Null for what is no IP address.
 */
export function networkOf(address: string): string | null {
  // The usual form by far, without parsing.
  if (isIPv4(address)) return address;
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.fromByteArray([...parsed.toByteArray().slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0])}/64`;
}

/**
 * The network that a request came from. Fastify takes X-Forwarded-For from TRUSTED_PROXIES alone. A private peer that forwards
 * without being listed is an unlisted proxy: its IP address stands for all shoppers behind it, so the network is unknown and no
 * limit is applied to it.
 */
export function networkOfRequest(request: FastifyRequest): string | null {
  const peer = request.socket.remoteAddress;
  const believed = (request.ips?.length ?? 0) > 1;
  if (!believed && request.headers['x-forwarded-for'] !== undefined && !isPublic(peer)) return null;
  return networkOf(request.ip);
}

function isPublic(address: string | undefined): boolean {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
