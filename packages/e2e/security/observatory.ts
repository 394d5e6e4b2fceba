import { dirname, join } from 'node:path';
import type { Finding } from './finding.ts';
import type { ScannedProduct } from './scanned-product.ts';
import { runTool } from './tools.ts';

type Answer = {
  readonly error?: string;
  readonly scan?: { readonly grade: string; readonly score: number };
  readonly tests?: Readonly<Record<string, { readonly pass: boolean; readonly result: string }>>;
};

const WITHIN_MS = 120_000;

/** Mozilla's HTTP Observatory of the store, an open checkout page and the return page. It refuses to judge error pages. */
export async function observatory(command: string, product: ScannedProduct): Promise<Finding[]> {
  // Its command sets the certificates itself; the program below it trusts the one of the TLS front.
  const program = join(dirname(command), '..', 'src', 'scan.js');
  const findings: Finding[] = [];
  for (const [name, path] of [
    ['store', ''],
    ['checkout page', `/checkout/${product.sessionId}`],
    ['return page', `/checkout/${product.sessionId}/return`],
  ] as const) {
    const { output } = await runTool({
      file: process.execPath,
      args: [program, `${product.tlsHost}${path}`],
      env: { NODE_EXTRA_CA_CERTS: product.certificate },
      withinMs: WITHIN_MS,
    });
    const { grade, failed } = read(output);
    const tried = `${name}: ${grade}`;
    if (failed.length === 0) findings.push({ tool: 'HTTP Observatory', tried, finding: null });
    for (const finding of failed) findings.push({ tool: 'HTTP Observatory', tried, finding });
  }
  return findings;
}

function read(output: string): { grade: string; failed: string[] } {
  let answer: Answer;
  try {
    answer = JSON.parse(output);
  } catch {
    return { grade: 'no grade', failed: [`it did not answer in JSON: ${output.slice(-300)}`] };
  }
  const { error, scan, tests } = answer;
  if (scan === undefined || tests === undefined)
    return { grade: 'no grade', failed: [error ?? 'it has no result'] };
  const failed = Object.entries(tests).filter(([, { pass }]) => !pass);
  return {
    grade: `grade ${scan.grade}, ${scan.score} points, ${Object.keys(tests).length} tests`,
    failed: failed.map(([name, { result }]) => `${name}: ${result}`),
  };
}
