import { labelOf } from './covering-array.ts';
import { FLOWS } from './flows.ts';
import type { Walked } from './walk-row.ts';

const SIGNS = { works: '✓', 'one more step': '✓ +1', 'refused clearly': 'refused' } as const;

/** Dialect × flow, as Markdown. */
export function tableOf(walked: readonly Walked[]): string {
  const names = FLOWS.map(({ name }) => name);
  const rows = walked.map((each, index) => {
    const cells = names.map((name) => {
      const ending = each.endings.get(name);
      return ending === undefined || ending instanceof Error ? 'FAILS' : SIGNS[ending];
    });
    return `| ${index + 1} | ${labelOf(each.row)} | ${cells.join(' | ')} |`;
  });
  return [
    `|  | confirmation, and answers other than the default | ${names.join(' | ')} |`,
    `| --- | --- | ${names.map(() => '---').join(' | ')} |`,
    ...rows,
  ].join('\n');
}

/** What must not be: flows that failed, and what the ledger has against the records. Empty when all is well. */
export function problemsOf(walked: readonly Walked[]): string[] {
  return walked.flatMap(({ row, endings, faults }) => [
    ...[...endings].flatMap(([name, ending]) =>
      ending instanceof Error ? [`${labelOf(row)}\n  ${name}: ${ending.message}`] : [],
    ),
    ...Object.entries(faults).map(
      ([name, found]) => `${labelOf(row)}\n  ${name}:\n    ${found.join('\n    ')}`,
    ),
  ]);
}
