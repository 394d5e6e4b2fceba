import { spawn } from 'node:child_process';

/** A program that a test starts, with more variables than the test itself has. */
export function startProgram(command: readonly string[], variables: Readonly<Record<string, string>>) {
  // env(1) becomes the program, so that killing it kills the program.
  const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const child = spawn('env', [...set, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { out: '', err: '' };
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject);
  child.once('close', resolve);
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  /** Resolves when the output has this; rejects when the program ends without. */
  const printed = (expected: RegExp) => {
    const { promise, resolve: found, reject: missed } = Promise.withResolvers<string>();
    const look = () => expected.test(output.out) && found(output.out);
    child.stdout.on('data', look);
    child.once('close', () => missed(new Error(`ended: ${output.out}${output.err}`)));
    look();
    return promise;
  };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  return {
    output,
    ended,
    printed,
    signal: (name: NodeJS.Signals) => child.kill(name),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
