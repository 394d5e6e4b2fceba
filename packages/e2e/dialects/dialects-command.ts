/**
 * The long form: `pnpm --filter @checkout/e2e dialects`, after a build. All pairs of all answers to the open points of Inflow's API,
 * through every flow; prints the table, writes it to docs/dialects.md with `--write`, and ends with 1 when anything failed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startHost } from '../faults/cluster.ts';
import { REPOSITORY } from '../support/paths.ts';
import { coveringArray, labelOf } from './covering-array.ts';
import { problemsOf, tableOf } from './table.ts';
import { STAGES, type Walked, walkRow } from './walk-row.ts';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    /** Only these rows of the table, by number: `--rows 3,17`. */
    rows: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
    /** Prints what the api wrote in rows that failed. */
    verbose: { type: 'boolean', default: false },
  },
});

const wanted = values.rows?.split(',').map(Number);
const rows = coveringArray(2).filter((_, index) => wanted?.includes(index + 1) ?? true);
await using host = await startHost(STAGES);
const walked: Walked[] = [];
let next = 0;
async function walkOn(): Promise<void> {
  for (let index = next++; index < rows.length; index = next++) {
    const row = rows[index];
    if (row === undefined) return;
    const result = await walkRow(host, row);
    walked[index] = result;
    const problems = problemsOf([result]);
    process.stdout.write(
      `${index + 1} of ${rows.length}: ${problems.length === 0 ? labelOf(row) : problems.join('\n')}\n`,
    );
    if (values.verbose && problems.length > 0) process.stdout.write(`${result.output}\n`);
  }
}
await Promise.all(Array.from({ length: Number(values['at-once']) }, walkOn));

const table = tableOf(walked);
process.stdout.write(`\n${table}\n`);
const problems = problemsOf(walked);
if (values.write && wanted === undefined && problems.length === 0) {
  const file = join(REPOSITORY, 'docs', 'dialects.md');
  const before = await readFile(file, 'utf8');
  const head = before.slice(0, before.search(/^\d{4}-\d\d-\d\d, all pairs/m));
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(file, `${head}${date}, all pairs of all answers: ${walked.length} accounts.\n\n${table}\n`);
}
process.exitCode = problems.length === 0 ? 0 : 1;
