import type { Logger } from 'pino';
import type { Environment } from './env.ts';
import { isLoopback } from './loopback.ts';
import { isUnscoped, type ServiceToken } from './service-tokens.ts';

const SOON_MS = 14 * 24 * 3_600_000;

/** Names at the start what is allowed but makes the checkout easier to attack. */
export function warnOfSettings(env: Environment, tokens: readonly ServiceToken[], log: Logger): void {
  if (env.ATTEMPT_LIMITS === 'off')
    log.warn('ATTEMPT_LIMITS is off: cards can be tested here without any limit');
  const isPublic = env.PUBLIC_URL !== undefined && !isLoopback(new URL(env.PUBLIC_URL).hostname);
  if (isPublic && env.TRUSTED_PROXIES.length === 0 && isLoopback(env.HOST))
    log.warn(
      'TRUSTED_PROXIES is empty, but shoppers can reach this program only through a proxy: they will all share one strict budget',
    );
  const soon = Date.now() + SOON_MS;
  for (const { name, endsAt } of tokens)
    if (endsAt !== null && endsAt.getTime() < soon)
      log.warn({ name, endsAt }, 'a service token ends soon, or has ended');
  const names = [...new Set(tokens.filter(isUnscoped).map(({ name }) => name))];
  if (names.length > 0)
    log.warn({ names }, 'service tokens without scopes may do everything: name[read+pay]:… restricts them');
}
