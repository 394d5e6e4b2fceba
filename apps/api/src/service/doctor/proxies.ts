import type { Finding } from '@checkout/schemas/doctor';
import type { Arrival } from '../../fraud/client-network.ts';
import { type Network, UNKNOWN_NETWORK } from '../../fraud/network.ts';
import { findingsOf } from './finding.ts';

export type Asked = {
  /** Null without HTTP. */
  readonly arrival: Arrival | null;
  /** Which network the request counts for. */
  readonly network: Network;
};

type Settings = { readonly isTrusted: (address: string) => boolean; readonly publicUrl: string };

/** What is to be said of this very request, as the proxies in front have handed it on (docs/security/proxies.md). */
export function proxyFindings({ arrival, network }: Asked, { isTrusted, publicUrl }: Settings): Finding[] {
  const { found, good, warning } = findingsOf('proxies');
  const peer = arrival?.peer;
  if (arrival === null || peer === undefined) {
    good('Asked without HTTP, so nothing is known of proxies.');
    return found;
  }
  const { headers } = arrival;
  const names = ['x-forwarded-for', 'forwarded'].filter((name) => headers[name] !== undefined);
  const written = names.join(' and ');
  if (names.length === 0 && isTrusted(peer))
    warning(
      `The trusted proxy ${peer} does not say whom it forwards for.`,
      'Let it write X-Forwarded-For or Forwarded.',
    );
  else if (names.length === 0) good(`This request came from ${peer}, without a proxy's header.`);
  else if (!isTrusted(peer))
    warning(
      `This request came from ${peer} with ${written}, and TRUSTED_PROXIES does not have that address: its shoppers may share one strict budget.`,
      `Add ${peer} to TRUSTED_PROXIES if it is your proxy.`,
    );
  else if (network === UNKNOWN_NETWORK)
    warning(
      `The client in ${written} cannot be told: such shoppers share one strict budget.`,
      'List every proxy in TRUSTED_PROXIES, and name the header that they write in FORWARDED_HEADER.',
    );
  else good(`This request came through ${peer} for ${network.subscriber}, by ${written}.`);
  if (publicUrl.startsWith('https:') && headers['x-forwarded-proto'] === 'http')
    warning('This request came to the proxy without TLS.', 'Let the proxy redirect http to https.');
  return found;
}
