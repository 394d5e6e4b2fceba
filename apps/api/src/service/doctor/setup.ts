import type { Finding } from '@checkout/schemas/doctor';
import type { Surroundings } from '../../deps.ts';
import { isLoopback } from '../../loopback.ts';
import { findingsOf } from './finding.ts';

type Setup = Pick<Surroundings, 'testMode' | 'inflowUrl' | 'cardUrl' | 'warnings'>;

/** What is to be said of how this node was started: its settings, and which hosts take the payments. */
export function setupFindings(
  { testMode, inflowUrl, cardUrl, warnings }: Setup,
  publicUrl: string,
): Finding[] {
  const environment = findingsOf('environment');
  for (const { message, facts } of warnings()) {
    const more = Object.keys(facts).length === 0 ? '' : ` (${JSON.stringify(facts)})`;
    environment.warning(`${message}${more}.`, 'See "Environment" in the README.');
  }
  if (environment.found.length === 0) environment.good('The settings are sound.');

  const hosts = findingsOf('hosts');
  const isLocal = isLoopback(new URL(publicUrl).hostname);
  if (testMode && !isLocal)
    hosts.warning(
      `Payments are simulated at ${inflowUrl}, and ${publicUrl} is public.`,
      'For real payments set INFLOW_API_KEY and SANDBOX=off.',
    );
  else
    hosts.good(testMode ? `Payments are simulated at ${inflowUrl}.` : `Payments are real, at ${inflowUrl}.`);
  hosts.good(`Cards go to ${cardUrl}.`);
  if (!testMode && isLocal)
    hosts.warning(
      `Payments are real, and PUBLIC_URL is ${publicUrl}: banks send shoppers back there.`,
      'Set PUBLIC_URL to the address at which shoppers reach the page.',
    );
  return [...environment.found, ...hosts.found];
}
