import type { Logger } from 'pino';
import type { Environment } from './env.ts';
import { isLoopback } from './loopback.ts';
import { isUnscoped, type ServiceToken } from './service-tokens.ts';

const SOON_MS = 14 * 24 * 3_600_000;

/** `facts` name what it is about; never a secret. */
export type SettingWarning = { readonly message: string; readonly facts: Readonly<Record<string, unknown>> };

/** What is allowed but makes the checkout easier to attack, or ends soon. */
export function settingWarnings(env: Environment, tokens: readonly ServiceToken[]): SettingWarning[] {
  const warnings: SettingWarning[] = [];
  const warn = (message: string, facts: SettingWarning['facts'] = {}) => warnings.push({ message, facts });
  if (env.ATTEMPT_LIMITS === 'off') warn('ATTEMPT_LIMITS is off: cards can be tested here without any limit');
  const isPublic = env.PUBLIC_URL !== undefined && !isLoopback(new URL(env.PUBLIC_URL).hostname);
  if (isPublic && env.TRUSTED_PROXIES.length === 0 && isLoopback(env.HOST))
    warn(
      'TRUSTED_PROXIES is empty, but shoppers can reach this program only through a proxy: they will all share one strict budget',
    );
  const soon = Date.now() + SOON_MS;
  for (const { name, endsAt } of tokens)
    if (endsAt !== null && endsAt.getTime() < soon)
      warn('a service token ends soon, or has ended', { name, endsAt });
  const names = [...new Set(tokens.filter(isUnscoped).map(({ name }) => name))];
  if (names.length > 0)
    warn('service tokens without scopes may do everything: name[read+pay]:… restricts them', { names });
  return warnings;
}

/** Names them at the start. */
export function warnOfSettings(env: Environment, tokens: readonly ServiceToken[], log: Logger): void {
  for (const { message, facts } of settingWarnings(env, tokens)) log.warn(facts, message);
}
