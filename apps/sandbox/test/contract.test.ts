import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { defaultDialect } from '../src/domain/dialect.ts';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { contractSuite } from './contract.suite.ts';
import { type ContractReport, createContractReport } from './contract-report.ts';
import { contractReportFile, ownSandbox } from './env.ts';
import type { Host } from './inflow.ts';

const texts: string[] = [];

function reportedContract(name: string, host: () => Host): ContractReport {
  const report = createContractReport();
  beforeEach(() => {
    onTestFailed(({ task }) => report.failed(task.name, task.result?.errors ?? []));
  });
  contractSuite(host, report.openPoint);
  afterAll(() => {
    texts.push(report.text(name));
  });
  return report;
}

describe('the contract on this sandbox', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());
  const report = reportedContract('this sandbox', () => ({ ...sandbox, apiKey: 'inflow_priv_contract' }));

  test('each open point that was answered has the default of the table', () => {
    const answers = report.answers();
    expect(Object.keys(answers).length).toBeGreaterThan(0);
    expect(defaultDialect).toMatchObject(answers);
  });
});

const live = ownSandbox();
if (live !== null) {
  describe("the contract on Inflow's own sandbox", () => {
    reportedContract(live.apiUrl, () => live);
  });
}

afterAll(() => {
  const text = texts.join('\n\n');
  mkdirSync(dirname(contractReportFile), { recursive: true });
  writeFileSync(contractReportFile, text);
  process.stdout.write(`\n${text}\nWritten to ${contractReportFile}.\n`);
});
