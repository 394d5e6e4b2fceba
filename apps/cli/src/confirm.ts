import { createInterface } from 'node:readline/promises';
import { Problem } from './problem.ts';

/** Asks a person, who has to type yes. @throws Problem without a terminal, where `--yes` says it, and where the answer is another */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new Problem(`${question} There is no terminal to ask on: say --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} Type yes: `);
    if (answer.trim().toLowerCase() !== 'yes') throw new Problem('Nothing was done.');
  } finally {
    terminal.close();
  }
}
