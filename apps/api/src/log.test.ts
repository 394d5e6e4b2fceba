import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createBoundedLog, createLog } from './log.ts';

const CARD = '4242424242424242';
const CVC = '7391';
const body = JSON.stringify({ card: { number: CARD, cvc: CVC } });

/** An error as a careless library throws it: everything that it was given, in every place. */
function careless(name: string, options?: ErrorOptions): Error {
  const error = new Error(`cannot send ${body}\n    at ${CVC}\n    at ${CARD} (${CVC}.ts:1:1)`, options);
  return Object.assign(error, { name, request: { body }, data: body, code: body, card: { number: CARD } });
}

const thrown: [string, unknown][] = [
  ['an error of ours', careless('Error')],
  ['an error with a strange name', careless(CARD)],
  ['a chain of causes', careless('A', { cause: careless('B', { cause: careless('C') }) })],
  ['an aggregate', new AggregateError([careless('A'), body, careless('B')], body, { cause: careless('C') })],
  ['a database error', new DrizzleQueryError('insert into t values ($1)', [CARD, CVC], careless('A'))],
  [
    'an error with the request under a symbol',
    Object.assign(careless('A'), { [Symbol('request')]: { body } }),
  ],
  ['a syntax error', syntaxError()],
  ['a text', body],
  ['an object', { card: CARD, cvc: CVC }],
  ['an error whose message was changed', changed()],
  ['an error that is its own cause', ownCause()],
];

function syntaxError(): unknown {
  try {
    return JSON.parse(`${CARD}${CVC}x`);
  } catch (error) {
    return error;
  }
}

function changed(): Error {
  const error = careless('Error');
  error.message = 'another';
  return error;
}

function ownCause(): Error {
  const error = careless('Error');
  error.cause = error;
  return error;
}

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => lines.push(line) }));
  expect(lines).toHaveLength(1);
  return lines.join();
}

describe('what is logged of an error', () => {
  test.each(thrown)('holds nothing of what it was given: %s', (_name, err) => {
    const line = written((log) => log.error({ err }, 'failed'));
    expect(line).not.toContain(CARD);
    expect(line).not.toContain(CVC);
    expect(written((log) => log.error(err as Error))).not.toContain(CARD);
  });

  test('says what it is and where it was thrown', () => {
    const err = Object.assign(new TypeError('x', { cause: new RangeError('y') }), { code: 'ECONNRESET' });
    const line: unknown = JSON.parse(written((log) => log.error({ err }, 'failed')));
    expect(line).toMatchObject({
      err: {
        type: 'TypeError',
        code: 'ECONNRESET',
        frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
        cause: { type: 'RangeError' },
      },
    });
  });
});

test('no line holds a card number, however it got there', () => {
  const line = written((log) =>
    log.info({
      note: `paid with ${CARD}`,
      nested: { number: '4242 4242 4242 4242' },
      glued: `PAN${CARD}`,
      tabs: '4242\t4242\t4242\t4242',
      dashes: '4242–4242–4242–4242',
      wide: '４２４２４２４２４２４２４２４２',
    }),
  );
  expect(line).not.toMatch(/4242|４２/);
  expect(JSON.parse(line)).toMatchObject({
    note: 'paid with [card]',
    nested: { number: '[card]' },
    glued: 'PAN[card]',
    tabs: '[card]',
    dashes: '[card]',
    wide: '[card]',
    time: expect.stringMatching(/^\d{4}-/),
  });
});

test('a warning that anyone can cause is one line a minute, and says how many it stands for', () => {
  const lines: string[] = [];
  let time = 0;
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const warn = createBoundedLog(log, 'something was refused', { now: () => time });
  for (let second = 0; second < 150; second += 1) {
    time = second * 1_000;
    warn({ second });
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ second: 0, unlogged: 0, msg: 'something was refused' }),
    expect.objectContaining({ second: 60, unlogged: 59 }),
    expect.objectContaining({ second: 120, unlogged: 59 }),
  ]);
});
