import pg from 'pg';
import { STATEMENT_TIMEOUT_MS } from './silent-connections.ts';

/**
 * A setting that a connection relies on. It overrides the defaults of the server, the database and the role. `fits`: whether the default would do
 * as well, behind a pooler, where no connection can set anything for itself.
 */
type Setting = {
  readonly name: string;
  readonly value: string;
  readonly fits: (current: string) => boolean;
  /** The first major version of PostgreSQL that has it. */
  readonly since?: number;
};

/** In milliseconds, as `pg_settings` has them; 0 is no limit. A shorter one would end statements of ordinary length. */
const isLongEnough = (current: string) => Number(current) === 0 || Number(current) >= 1_000;
const same = (value: string) => (current: string) => current === value;

const SETTINGS: readonly Setting[] = [
  { name: 'statement_timeout', value: String(STATEMENT_TIMEOUT_MS), fits: isLongEnough },
  { name: 'lock_timeout', value: '0', fits: isLongEnough },
  { name: 'idle_in_transaction_session_timeout', value: '15000', fits: isLongEnough },
  { name: 'transaction_timeout', value: '0', fits: isLongEnough, since: 17 },
  // The pool closes idle connections by itself.
  { name: 'idle_session_timeout', value: '0', fits: () => true },
  // A statement that has waited for a lock sees what was committed meanwhile.
  { name: 'default_transaction_isolation', value: 'read committed', fits: same('read committed') },
  // Dates are read in this form alone.
  { name: 'DateStyle', value: 'ISO', fits: (current) => current.startsWith('ISO') },
  { name: 'TimeZone', value: 'UTC', fits: () => true },
  // Fewer digits would round what is read: rates of tax, positions of events.
  { name: 'extra_float_digits', value: '1', fits: (current) => Number(current) >= 1 },
  { name: 'standard_conforming_strings', value: 'on', fits: same('on') },
  { name: 'array_nulls', value: 'on', fits: same('on') },
  // A unique index that refuses a row is a part of ordinary work.
  { name: 'exit_on_error', value: 'off', fits: same('off') },
];

export type Defaults = {
  /** The major version. */
  readonly version: number;
  /** Of a new connection: the settings' names in lower case, and their values. */
  readonly settings: ReadonlyMap<string, string>;
};

const applying = ({ version }: Pick<Defaults, 'version'>) =>
  SETTINGS.filter(({ since = 0 }) => version >= since);

/** What a commit has to survive before Inflow is called: a crash of the server. `local` and more do as well. */
const isDurable = (settings: Defaults['settings']) => settings.get('synchronous_commit') !== 'off';

/**
 * For the start-up parameter `options` of a connection to a server of this version; with `settings`, made for its defaults. `schema`: where the
 * tables are; null for where the server's search path leads.
 */
export function startOptions(
  of: { readonly version: number; readonly settings?: Defaults['settings'] },
  schema: string | null,
): string {
  const settings = applying(of).map(({ name, value }) => [name, value] as const);
  if (of.settings !== undefined && !isDurable(of.settings)) settings.push(['synchronous_commit', 'on']);
  if (schema !== null) settings.push(['search_path', pg.escapeIdentifier(schema)]);
  return settings.map(([name, value]) => startOption(name, value)).join(' ');
}

/** One setting, as `options` has it: a space and a backslash are escaped (PostgreSQL documentation, "libpq", `options`). */
export function startOption(name: string, value: string): string {
  return `-c ${name}=${value.replaceAll(/[\\ ]/g, String.raw`\$&`)}`;
}

/** Behind a pooler: the defaults that would not do, each as the statement that makes it one that does. `role`: as a literal identifier. */
export function unfitDefaults(of: Defaults, role: string): string[] {
  const unfit = applying(of).filter(({ name, fits }) => {
    const current = of.settings.get(name.toLowerCase());
    return current !== undefined && !fits(current);
  });
  return [
    ...unfit.map(({ name, value }) => ({ name, value })),
    ...(isDurable(of.settings) ? [] : [{ name: 'synchronous_commit', value: 'on' }]),
  ].map(
    ({ name, value }) =>
      `alter role ${pg.escapeIdentifier(role)} set ${name} = ${pg.escapeLiteral(value).trim()}`,
  );
}

/** The names whose defaults have to be read. */
export const SETTING_NAMES: readonly string[] = [
  ...SETTINGS.map(({ name }) => name.toLowerCase()),
  'synchronous_commit',
];
