#!/usr/bin/env node
import { readEnv } from './env.ts';
import { EnvError } from './env-error.ts';
import { requestedText, sandboxHelp } from './help.ts';
import { StartError, startSandbox } from './start.ts';
import { testCardLines } from './test-cards.ts';

/** Runs until a signal, or the end of the program that started it. */
async function run(): Promise<void> {
  const sandbox = await startSandbox(readEnv());
  const stop = () => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // With an IPC channel, the end of the program that started this one ends this one too.
  process.once('disconnect', stop);
  process.stdout.write(
    `${testCardLines()}\nInflow sandbox ready: api ${sandbox.apiUrl} card ${sandbox.cardUrl}\n`,
  );
}

try {
  const text = requestedText(process.argv.slice(2), sandboxHelp);
  if (text === undefined) await run();
  else process.stdout.write(text);
} catch (error) {
  if (!(error instanceof EnvError || error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
