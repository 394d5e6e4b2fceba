import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** One node of a plan, in the words of `EXPLAIN (FORMAT JSON)`. */
type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
};
export type ExecutedPlan = {
  readonly query: string;
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows that were read, by whatever index, only to be left out. */
  readonly wasted: number;
};

const FILL = new URL('./fill.sql', import.meta.url);
const FILL_EVENTS = new URL('./fill-events.sql', import.meta.url);

/** A year of business in the database: `count` sessions with all that belongs to them. */
export async function fillDatabase(client: pg.Client, count: number): Promise<void> {
  await client.query(`set fill.count = '${count}'`);
  await client.query(await readFile(FILL, 'utf8'));
  await client.query('vacuum analyze');
}

/** `count` events, two of a session, which an endpoint has taken. */
export async function fillEvents(
  client: pg.Client,
  { count, url, secret }: { readonly count: number; readonly url: string; readonly secret: string },
): Promise<void> {
  await client.query(`set fill.events = '${count}'; set fill.url = '${url}'; set fill.secret = '${secret}'`);
  await client.query(await readFile(FILL_EVENTS, 'utf8'));
  await client.query('vacuum analyze');
}

/**
 * From the next connection on, the server writes down how it carries out each statement on this database (auto_explain).
 * For one database of a run only: its log does not say which one a line belongs to.
 */
export async function writeDownPlans(databaseUrl: string): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const setting of [
    "session_preload_libraries = 'auto_explain'",
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_analyze = on',
    'auto_explain.log_timing = off',
    // A few thousand rows are soon read through. Where an index could serve, it is taken, as it would be for millions.
    'enable_seqscan = off',
    "auto_explain.log_format = 'json'",
    'auto_explain.log_nested_statements = on',
  ]) {
    await client.query(`alter database ${name} set ${setting}`);
  }
  await client.end();
}

/** Every statement that was carried out on the database since then. */
export async function plansOf(databaseUrl: string): Promise<ExecutedPlan[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ log: string }>("select pg_read_file('server.log') as log");
  await client.end();
  return entriesOf(rows[0]?.log ?? '').map((entry) => {
    const { 'Query Text': query, Plan: plan } = JSON.parse(entry) as { 'Query Text': string; Plan: PlanNode };
    return { query, scanned: scannedIn(plan), wasted: wastedIn(plan) };
  });
}

/** The server indents the further lines of an entry with a tab. */
function entriesOf(log: string): string[] {
  return log
    .replaceAll('\n\t', '\t')
    .split('\n')
    .flatMap((line) => /duration: .* plan:\t(.*)$/.exec(line)?.slice(1) ?? []);
}

function scannedIn(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scannedIn)];
}

function wastedIn(node: PlanNode): number {
  const below = (node.Plans ?? []).map(wastedIn);
  return below.reduce((sum, each) => sum + each, node['Rows Removed by Filter'] ?? 0);
}
