import { CommanderError } from 'commander';
import { failureOf } from './failure.ts';
import { createProgram } from './program.ts';

// As `| head` does when it has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** What a monitor takes for "unknown", where its doctor could not examine. */
const UNKNOWN = 3;

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  // `--help` and `--version` are thrown as well.
  if (!(error instanceof CommanderError && error.exitCode === 0)) {
    const { exitCode, sentence, facts } = failureOf(error);
    const asJson = process.argv.includes('--json');
    process.stderr.write(
      `${asJson ? JSON.stringify({ error: { message: sentence, ...facts } }) : sentence}\n`,
    );
    process.exitCode = program.args[0] === 'doctor' ? UNKNOWN : exitCode;
  }
}
