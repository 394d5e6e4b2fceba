import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, onTestFailed } from 'vitest';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { contractSuite } from './contract.suite.ts';
import { differencesFile, ownSandbox } from './env.ts';

describe('the contract on this sandbox', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());
  contractSuite(() => ({ ...sandbox, apiKey: 'inflow_priv_contract' }));
});

const live = ownSandbox();
if (live !== null) {
  describe("the contract on Inflow's own sandbox", () => {
    beforeEach(() => {
      onTestFailed(({ task }) => {
        mkdirSync(dirname(differencesFile), { recursive: true });
        const why = task.result?.errors?.[0]?.message.split('\n')[0];
        appendFileSync(differencesFile, `${new Date().toISOString()}\t${task.name}\t${why}\n`);
      });
    });
    contractSuite(() => live);
  });
}
