/**
 * `pnpm --filter @checkout/sandbox probe`: how an account of Inflow's own sandbox answers the open points of its API. With
 * INFLOW_API_KEY (or INFLOW_API_KEY_FILE), INFLOW_API_BASE_URL and INFLOW_CARD_BASE_URL. Makes payments with test cards; refuses production.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ProbeError } from './account.ts';
import { readProbeEnvironment } from './env.ts';
import { linesOf } from './findings.ts';
import { probe } from './probe.ts';

try {
  const { values } = parseArgs({
    options: {
      /** Where the answers go. */
      out: { type: 'string', default: 'inflow-answers.json' },
      /** How long an unconfirmed payment is watched, in seconds. */
      wait: { type: 'string', default: '60' },
      /** Between two requests, in milliseconds. */
      spacing: { type: 'string', default: '500' },
      'key-without-s2s-file': { type: 'string' },
      'webhook-url': { type: 'string' },
      listen: { type: 'string', default: '4020' },
    },
  });
  const keyFile = values['key-without-s2s-file'];
  const url = values['webhook-url'];
  const answers = await probe({
    ...readProbeEnvironment(),
    spacingMs: Number(values.spacing),
    timeoutMs: 30_000,
    unconfirmedMs: Number(values.wait) * 1000,
    lateMs: 60_000,
    slowMs: 2_000,
    keyWithoutServerToServer: keyFile === undefined ? undefined : readFileSync(keyFile, 'utf8').trim(),
    receiver: url === undefined ? undefined : { url, port: Number(values.listen) },
  });
  writeFileSync(values.out, `${JSON.stringify(answers, null, 2)}\n`);
  process.stdout.write(
    `${linesOf(answers).join('\n')}\n\nWritten to ${values.out}; the sandbox replays it: --dialect ${values.out}\n`,
  );
} catch (error) {
  const isExpected = error instanceof ProbeError || (error instanceof TypeError && 'code' in error);
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
