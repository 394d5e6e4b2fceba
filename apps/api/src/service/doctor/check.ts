import { type Examination, type Finding, LEVELS } from '@checkout/schemas/doctor';
import { readDatabaseFacts } from '../../db/database-facts.ts';
import type { Deps } from '../../deps.ts';
import { listEndpoints } from '../endpoints.ts';
import { clockFindings, comparisonFindings, databaseFindings } from './database.ts';
import { endpointFindings } from './endpoints.ts';
import { findingsOf } from './finding.ts';
import { type Asked, proxyFindings } from './proxies.ts';
import { canBeRegistered, readRegistration } from './registration.ts';
import { setupFindings } from './setup.ts';
import { keyFindings, webhookFindings } from './webhooks.ts';

/**
 * `doctor.check`: what is good, and what is to be done, as this node sees it. Changes nothing.
 *
 * @param asked null where the request came another way than a shopper's, and says nothing of the proxies in front of those.
 */
export async function examine(deps: Deps, asked: Asked | null): Promise<Examination> {
  const { settings, surroundings } = deps;
  const { publicUrl } = settings;
  const { testMode, inflowUrl } = surroundings;
  const [facts, registration, differences, { endpoints }] = await Promise.all([
    readDatabaseFacts(deps.db, deps.now),
    readRegistration(surroundings.registrations, publicUrl),
    surroundings.pageDifferences(),
    listEndpoints(deps),
  ]);
  const findings = [
    ...setupFindings(surroundings, publicUrl),
    ...keyFindings(registration),
    ...clockFindings(facts),
    ...databaseFindings(facts, surroundings),
    ...webhookFindings({
      ...facts,
      registration,
      secrets: surroundings.webhookSecrets(),
      publicUrl,
      canBeRegistered: canBeRegistered(publicUrl, inflowUrl),
    }),
    ...endpointFindings(endpoints),
    ...pageFindings(differences),
    ...(asked === null ? [] : proxyFindings(asked, { isTrusted: surroundings.isTrustedProxy, publicUrl })),
    ...comparisonFindings(facts),
  ];
  const level = LEVELS.findLast((each) => findings.some((finding) => finding.level === each)) ?? 'good';
  return { level, testMode, inflowUrl, at: deps.now().toISOString(), findings };
}

function pageFindings(differences: readonly string[]): Finding[] {
  const { found, good, bad } = findingsOf('page');
  for (const difference of differences.slice(0, 20))
    bad(
      `The page is not as it was built: ${difference}.`,
      'See "A suspicious script" in docs/security/runbooks.md.',
    );
  if (differences.length === 0) good('The page that is served is as it was built.');
  return found;
}
