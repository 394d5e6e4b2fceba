/**
 * Third-party scanners against the built product on loopback: `pnpm --filter @checkout/e2e scan`, after `turbo run build`.
 * `--only wapiti`: one of slowhttptest, wapiti, observatory, owasp. Prints a table, and ends with 1 for a finding that
 * docs/security/scans.md does not answer, and with 2 when a tool is missing.
 */
import { parseArgs } from 'node:util';
import { judge } from './answers.ts';
import type { Finding } from './finding.ts';
import { observatory } from './observatory.ts';
import { owaspHeaders } from './owasp-headers.ts';
import { type ScannedProduct, startScannedProduct } from './scanned-product.ts';
import { slowHttp } from './slow-http.ts';
import { findTool, TOOLS, type Tool } from './tools.ts';
import { wapiti } from './wapiti.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    connections: { type: 'string', default: '1000' },
    'slow-seconds': { type: 'string', default: '45' },
    'wapiti-seconds': { type: 'string', default: '120' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

type Scan = {
  readonly tool: Tool | null;
  readonly run: (tool: string, product: ScannedProduct) => Promise<Finding[]>;
};

const SCANS: Readonly<Record<string, Scan>> = {
  owasp: { tool: null, run: (_tool, product) => owaspHeaders(product) },
  observatory: { tool: 'mdn-http-observatory-scan', run: observatory },
  slowhttptest: {
    tool: 'slowhttptest',
    run: (tool, product) =>
      slowHttp(tool, product, {
        connections: Number(values.connections),
        seconds: Math.min(60, Number(values['slow-seconds'])),
      }),
  },
  wapiti: {
    tool: 'wapiti',
    run: (tool, product) => wapiti(tool, product, { seconds: Number(values['wapiti-seconds']) }),
  },
};

const chosen = Object.entries(SCANS).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(SCANS).join(', ')}`);
const files = new Map<Tool, string>();
const needed: Tool[] = ['openssl', ...chosen.flatMap(([, { tool }]) => tool ?? [])];
for (const tool of needed) {
  const file = await findTool(tool);
  if (file === null) say(`${tool} is missing. Install it: ${TOOLS[tool]}`);
  else files.set(tool, file);
}
if (files.size < needed.length) process.exit(2);

const findings: Finding[] = [];
{
  await using product = await startScannedProduct(files.get('openssl') ?? '');
  for (const [name, { tool, run }] of chosen) {
    say(`${name} …`);
    findings.push(...(await run(tool === null ? '' : (files.get(tool) ?? ''), product)));
  }
  findings.push(...errorsInLog(product.apiOutput()));
}
const verdicts = findings.map(judge);
say('\n| tool | tried | finding | verdict |\n| --- | --- | --- | --- |');
for (const { tool, tried, finding, verdict } of verdicts)
  say(`| ${tool} | ${tried} | ${finding ?? 'none'} | ${verdict} |`);
const open = verdicts.filter(({ verdict }) => verdict === 'open').length;
say(`\n${open === 0 ? 'No open finding.' : `${open} open findings.`}`);
process.exit(open === 0 ? 0 : 1);

/** What the api calls its own failure while it is scanned is one, even where the scanner ignored it. */
function errorsInLog(output: string): Finding[] {
  const errors = output.split('\n').filter((line) => /^\{"level":[56]0\b/.test(line));
  const tried = 'lines of level error or fatal';
  if (errors.length === 0) return [{ tool: 'log of the api', tried, finding: null }];
  return errors.map((line) => ({ tool: 'log of the api', tried, finding: line.slice(0, 300) }));
}
