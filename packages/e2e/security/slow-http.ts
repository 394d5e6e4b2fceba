import { stripVTControlCharacters } from 'node:util';
import type { Finding } from './finding.ts';
import type { ScannedProduct } from './scanned-product.ts';
import { describePayments, payUntil } from './shopper.ts';
import { runTool } from './tools.ts';

export type SlowHttpOptions = {
  /** That it holds at the same time. */
  readonly connections: number;
  /** Of each attack, 60 at most. */
  readonly seconds: number;
};

/** The tool ends by itself after `seconds`; this much later it is ended. */
const GRACE_MS = 60_000;
/** How long a shopper pays without an attack, to compare with. */
const BEFORE_MS = 15_000;

/** The four attacks of slowhttptest, one after the other, each while a shopper pays. */
export async function slowHttp(
  slowhttptest: string,
  product: ScannedProduct,
  { connections, seconds }: SlowHttpOptions,
): Promise<Finding[]> {
  const page = `${product.url}/checkout/${product.sessionId}`;
  const script = `${product.url}${await scriptOf(page)}`;
  const attacks: Readonly<Record<string, readonly string[]>> = {
    'slow headers': ['-H', '-i', '5', '-x', '24', '-u', page],
    'slow body': [
      ...['-B', '-i', '5', '-x', '24', '-s', '8192', '-t', 'POST', '-f', 'application/json'],
      ...['-u', `${product.url}/trpc/checkout.pay`],
    ],
    'slow read': ['-X', '-w', '1', '-y', '64', '-n', '5', '-z', '16', '-k', '3', '-u', script],
    range: ['-R', '-t', 'HEAD', '-a', '5', '-b', '3000', '-u', script],
  };
  const before = await payUntil(product.url, AbortSignal.timeout(BEFORE_MS));
  const findings: Finding[] = [
    {
      tool: 'slowhttptest',
      tried: `nothing yet; payments: ${describePayments(before)}`,
      finding: before.failures.length > 0 ? 'a shopper could not pay' : null,
    },
  ];
  for (const [name, flags] of Object.entries(attacks)) {
    const bounds = ['-c', connections, '-r', Math.ceil(connections / 5), '-l', seconds, '-p', '5'].map(
      String,
    );
    const over = new AbortController();
    const paying = payUntil(product.url, over.signal);
    const { output, isCutOff } = await runTool({
      file: slowhttptest,
      args: [...flags, ...bounds],
      withinMs: seconds * 1000 + GRACE_MS,
    }).finally(() => over.abort());
    const payments = await paying;
    const { mostConnected, unavailable, ending } = readOutput(output);
    const tried = `${name}: ${mostConnected} of ${connections} connections held, ended by "${ending}"; payments meanwhile: ${describePayments(payments)}`;
    const problems = [
      ...(payments.failures.length > 0 ? ['a shopper could not pay'] : []),
      ...(unavailable > 0 ? [`service not available in ${unavailable} status lines`] : []),
      ...(isCutOff || ending === '' ? ['the tool did not end by itself'] : []),
      ...(mostConnected === 0 ? ['the tool held no connection, so nothing was tried'] : []),
    ];
    findings.push({ tool: 'slowhttptest', tried, finding: problems.length > 0 ? problems.join('; ') : null });
  }
  return findings;
}

/** A script of the page, which is one of the larger files. */
async function scriptOf(page: string): Promise<string> {
  const found = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetch(page)).text())?.[1];
  if (found === undefined) throw new Error('The checkout page has no script');
  return found;
}

function readOutput(output: string) {
  const text = stripVTControlCharacters(output);
  const connected = [...text.matchAll(/^connected:\s+(\d+)/gm)].map(([, count]) => Number(count));
  return {
    mostConnected: Math.max(0, ...connected),
    unavailable: [...text.matchAll(/^service available:\s+NO/gm)].length,
    ending: /^Exit status:\s+(.+)$/m.exec(text)?.[1]?.trim() ?? '',
  };
}
