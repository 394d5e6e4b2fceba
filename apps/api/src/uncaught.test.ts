import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const MARKER = '4242 of a shopper';

/** A program that prepares as `main.ts` does, and then throws something that is not caught. */
function run(prepare: boolean, last: string) {
  const folder = new URL('./', import.meta.url);
  const source = `
    import { createLog } from '${folder}log.ts';
    import { logUncaught } from '${folder}uncaught.ts';
    ${prepare ? "logUncaught(process, createLog('trace'));" : ''}
    const error = Object.assign(new Error('${MARKER}', { cause: '${MARKER}' }), { request: { body: '${MARKER}' } });
    setTimeout(() => process.exit(0), 500);
    ${last}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, said: stdout + stderr };
}

describe('an uncaught error', () => {
  test('would be printed with everything that it holds', () => {
    const { status, said } = run(false, 'setTimeout(() => { throw error; });');
    expect(status).not.toBe(0);
    expect(said).toContain(MARKER);
  });

  test.each([
    ['an exception', 'setTimeout(() => { throw error; });', 1],
    ['a thrown text', `setTimeout(() => { throw '${MARKER}'; });`, 1],
    ['an error event', "new (await import('node:events')).EventEmitter().emit('error', error);", 1],
    ['a rejection', 'Promise.reject(error);', 0],
  ])('is logged without it: %s', (_name, last, status) => {
    const done = run(true, last);
    expect(done).toMatchObject({
      status,
      said: expect.stringMatching(/uncaught exception|unhandled rejection/),
    });
    expect(done.said).not.toContain('4242');
  });
});
