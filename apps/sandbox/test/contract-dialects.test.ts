import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialectEntries, type SwitchName } from '../src/domain/dialect.ts';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { contractSuite } from './contract.suite.ts';
import { createContractReport } from './contract-report.ts';
import { dialectsOfEachAnswer } from './drawn-dialects.ts';

/** Beside 0: long enough for a slow machine to tell them from 0. */
const TIMES: Partial<Record<SwitchName, readonly number[]>> = {
  autoConfirmMs: [0, 2_000],
  listLagMs: [0, 2_500],
  readLagMs: [0, 1_500],
  taxRateMs: [2_500],
};

/** What needs another key, a receiver, an account with a past, a long wait or a card of this sandbox alone. */
const NOT_ASKED: readonly SwitchName[] = [
  'declinedConfirm',
  'unconfirmed',
  'unconfirmedMs',
  'largestPage',
  'largerLimit',
  's2sDisabled',
  'eventNames',
  'eventStatus',
];

const rows = dialectsOfEachAnswer(TIMES).map((dialect, row) => ({ row, dialect }));

describe.each(rows)('the contract on this sandbox in dialect $row', ({ dialect }) => {
  const report = createContractReport();
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ dialect });
  });
  afterAll(() => sandbox.close());

  // Much of it is waiting for what comes late.
  describe.concurrent('has no difference', () => {
    contractSuite(() => ({ ...sandbox, apiKey: 'inflow_priv_contract' }), report.openPoint);
  });

  test('reports the answers of that dialect, and no new one', () => {
    const answers = report.answers();
    for (const [name] of dialectEntries) {
      const [wanted, said] = [dialect[name], answers[name]];
      if (NOT_ASKED.includes(name) || (name === 'taxRateMs' && dialect.taxRate !== 'slow'))
        expect(said, name).toBe(undefined);
      else if (typeof wanted === 'number' && wanted > 0) expect(said, name).toBeGreaterThanOrEqual(wanted);
      else expect(said, name).toBe(wanted);
    }
    expect(report.text('this sandbox')).toMatch(/^Open points answered in a new way.*: none$/m);
    expect(report.text('this sandbox')).toContain(`open point answered: listOrder = ${dialect.listOrder} `);
  });
});
