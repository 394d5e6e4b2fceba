import { createServer } from 'node:net';
import { createControl } from '../src/control/client.ts';
import { type Dialect, dialectEntries, type SwitchName } from '../src/domain/dialect.ts';
import { readDialect } from '../src/domain/dialect-input.ts';
import { type Answers, linesOf } from '../src/probe/findings.ts';
import { probe } from '../src/probe/probe.ts';
import { startSandbox } from '../src/start.ts';
import { PAYMENTS, SLOW_MS } from './drawn-dialects.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What cannot be seen from outside in a dialect: when nothing happens, there is no time at which it does. */
const unseen = (dialect: Dialect): readonly SwitchName[] => [
  ...(dialect.unconfirmed === 'waits' ? (['unconfirmedMs'] as const) : []),
  ...(dialect.taxRate === 'slow' ? [] : (['taxRateMs'] as const)),
];

/** Where the answers of a probe are not those of the dialect that it met, or are not fit to be given to others. */
function mistakesIn(answers: Answers, dialect: Dialect): string[] {
  const hidden = unseen(dialect);
  const mistakes = dialectEntries.flatMap(([name]) => {
    const [wanted, said] = [dialect[name], answers.answers[name]];
    if (hidden.includes(name))
      return said === undefined ? [] : [`${name} cannot be seen, and it said ${said}`];
    // Measured times hold a request each, and are rounded up.
    const isMeasured = typeof wanted === 'number' && name !== 'largestPage' && wanted > 0;
    const isRight = isMeasured ? typeof said === 'number' && said >= wanted : said === wanted;
    return isRight ? [] : [`${name} is ${wanted}, and it said ${said ?? answers.notObserved[name]}`];
  });
  if (JSON.stringify(readDialect(answers.answers)) !== JSON.stringify(answers.answers))
    mistakes.push('the sandbox reads the answers as another dialect');
  if (/inflow_|\d{12}|@example/.test(JSON.stringify(answers))) mistakes.push('a secret is in the answers');
  if (linesOf(answers).length !== dialectEntries.length) mistakes.push('not each switch has a line');
  return mistakes;
}

/** Probes a sandbox that answers in a dialect, as an account with a past, and lists what was not identified. */
export async function mistakesOf(dialect: Dialect): Promise<readonly string[]> {
  const [apiKey, keyWithoutServerToServer] = ['inflow_priv_probe', 'inflow_no_s2s_probe'];
  await using sandbox = await startSandbox({ apiKey });
  const { control } = sandbox;
  for (let count = 0; count < PAYMENTS; count += 1)
    await control.payments.seed({ status: 'PAYMENT_SUCCESS' });
  // Later than the list is late.
  await control.clock.advance(60_000);
  await control.dialect.set(dialect);
  await createControl({ apiUrl: sandbox.apiUrl, apiKey: keyWithoutServerToServer }).dialect.set(dialect);
  const port = await freePort();
  const answers = await probe({
    apiKey,
    apiUrl: sandbox.apiUrl,
    cardUrl: sandbox.cardUrl,
    spacingMs: 0,
    timeoutMs: 60_000,
    unconfirmedMs: 15_000,
    lateMs: 30_000,
    slowMs: SLOW_MS,
    keyWithoutServerToServer,
    receiver: { url: `http://127.0.0.1:${port}/`, port },
  });
  return mistakesIn(answers, dialect);
}
