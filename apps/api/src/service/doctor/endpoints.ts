import type { Finding } from '@checkout/schemas/doctor';
import type { Endpoint } from '@checkout/schemas/endpoint';
import { findingsOf } from './finding.ts';

/** More than a busy shop has in a minute. */
const MANY_WAITING = 1_000;

/** What is to be said of where events are sent. */
export function endpointFindings(endpoints: readonly Endpoint[]): Finding[] {
  const { found, good, warning, bad } = findingsOf('endpoints');
  if (endpoints.length === 0) good('None: services pull or watch events.');
  for (const { endpointId, url, state, pausedBecause, failingSince, waiting } of endpoints) {
    const name = `${url} (${endpointId})`;
    if (state === 'paused')
      bad(
        `${name} is paused: ${pausedBecause ?? 'no reason is recorded.'}`,
        'Remove the cause and resume it: what it has missed is then sent.',
      );
    else if (failingSince !== null)
      warning(
        `${name} has taken nothing since ${failingSince}; ${waiting} events wait.`,
        'endpoints.deliveries says what it answers. After two days it is paused.',
      );
    else if (waiting > MANY_WAITING)
      warning(
        `${waiting} events wait for ${name}.`,
        'Let it answer faster: within a session one event goes after the other.',
      );
    else good(`${name} takes events.`);
  }
  return found;
}
