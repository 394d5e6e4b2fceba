import type { CheckoutClient } from '@checkout/client';
import type { Command } from 'commander';
import { action, type Cli } from '../cli.ts';
import { confirm } from '../confirm.ts';
import { columns } from '../output.ts';

type Examination = Awaited<ReturnType<CheckoutClient['doctor']['check']['query']>>;
type Finding = Examination['findings'][number];
type Options = { readonly repair?: true; readonly yes?: true };

/** As monitoring plug-ins have them: OK, warning, critical. What could not be examined is 3 (main.ts). */
const EXIT_CODES = { good: 0, warning: 1, bad: 2 } as const;
const SHOWN = { good: 'good', warning: 'WARNING', bad: 'BAD' } as const;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('examine the checkout and what stands around it: what is good, and what to do')
    .option('--repair', 'repair what it can repair: the registration at Inflow')
    .option('--yes', 'do not ask before a repair')
    .addHelpText('after', MORE)
    .action(action<Options>(examine));
}

const MORE = `
It examines settings, key, hosts, clocks, database, the registration at Inflow, endpoints, the page, proxies and the last
comparison with Inflow, and needs a token with the scope metrics; --repair needs events.

Ends with 0 (good), 1 (warnings), 2 (something is bad) or 3 (it could not be examined), as monitors expect it.`;

async function examine(cli: Cli, { repair, yes }: Options): Promise<void> {
  const { out, client } = cli;
  let examination = await check(cli);
  let repaired = null;
  const repairable = examination.findings.filter((finding) => finding.repairable);
  if (repair === true && repairable.length > 0) {
    for (const finding of repairable) out.note(`${finding.says} ${todoOf(finding) ?? ''}`);
    await confirm('Repair the registration at Inflow?', yes === true);
    repaired = await client.doctor.repair.mutate({});
    for (const line of repaired.done) out.note(line);
    if (repaired.secret !== null) out.note(`INFLOW_WEBHOOK_SECRET=${repaired.secret}`);
    examination = await check(cli);
  }
  const { findings, level } = examination;
  out.data({ ...examination, repaired });
  for (const line of linesOf(findings)) out.say(line);
  const numberOf = (wanted: Finding['level']) => findings.filter((each) => each.level === wanted).length;
  out.say('');
  out.say(`${cli.url}: good ${numberOf('good')}, warning ${numberOf('warning')}, bad ${numberOf('bad')}.`);
  process.exitCode = EXIT_CODES[level];
}

/** What the checkout finds, and what is seen from here. */
async function check({ client, url }: Cli): Promise<Examination> {
  const before = Date.now();
  const examination = await client.doctor.check.query({});
  const findings = [...seenFromHere(url, examination, before, Date.now()), ...examination.findings];
  const level = (['bad', 'warning'] as const).find((each) =>
    findings.some((finding) => finding.level === each),
  );
  return { ...examination, findings, level: level ?? 'good' };
}

/** The time of the response lies between; how long each way took is not known. */
const CLOCK_TOLERANCE_MS = 5_000;

function seenFromHere(url: string, { at }: Examination, before: number, after: number): Finding[] {
  const theirs = Date.parse(at);
  const off = theirs < before ? before - theirs : Math.max(0, theirs - after);
  const finding = { repairable: false, todo: null };
  return [
    { ...finding, area: 'command line', level: 'good', says: `${url} answers and takes the token.` },
    off > CLOCK_TOLERANCE_MS
      ? {
          ...finding,
          area: 'clock',
          level: 'warning',
          says: `This machine's clock and the checkout's differ by ${Math.round(off / 1000)} seconds.`,
          todo: 'Set both by NTP: receivers refuse events that are 300 seconds off.',
        }
      : { ...finding, area: 'clock', level: 'good', says: "This machine's clock and the checkout's agree." },
  ];
}

const todoOf = ({ todo }: Finding) => todo?.replaceAll('doctor.repair', 'checkout doctor --repair') ?? null;

/** One line for each, and what to do below it. */
function linesOf(findings: readonly Finding[]): string[] {
  const rows = columns(findings.map(({ level, area, says }) => [SHOWN[level], area, says]));
  return rows.flatMap((line, index) => {
    const finding = findings[index];
    const todo = finding === undefined ? null : todoOf(finding);
    return todo === null ? [line] : [line, `         → ${todo}`];
  });
}
