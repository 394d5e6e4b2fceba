import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_REASONS } from '@checkout/schemas/error-code';
import { expect, test } from 'vitest';
import { startPageProxy } from './support/page-proxy.ts';
import { startProgram } from './support/program.ts';
import { press, SERVICE_TOKEN, startWorld } from './support/world.ts';

const docs = (path: string) => fileURLToPath(new URL(`../../../docs/${path}`, import.meta.url));
const page = readFileSync(docs('api.md'), 'utf8');

/** Each command of the page with the response that stands below it. */
const samples = [...page.matchAll(/```sh\n(.*?)```\n\n```(\w+)\n(.*?)```/gs)].map(
  ([, command = '', language, response = '']) => ({ command, language, response }),
);

/** Made anew in each run. */
const MADE = /^(cs_|ref_|req_|pay_|evt_|https?:|\d{4}-\d\d-\d\dT|\d+$)/;

/** The documented response, which leaves fields out, with a matcher for each value that differs from run to run. */
function alike(documented: unknown): unknown {
  if (Array.isArray(documented)) return documented.map(alike);
  if (typeof documented === 'object' && documented !== null)
    return Object.fromEntries(Object.entries(documented).map(([key, value]) => [key, alike(value)]));
  const [, prefix] = (typeof documented === 'string' && MADE.exec(documented)) || [];
  if (prefix === undefined) return documented;
  return expect.stringMatching(
    /^[a-z]/.test(prefix) ? new RegExp(`^${prefix.replace('https:', 'https?:')}`) : /^\d/,
  );
}

/** Without empty lines, of which there may be more between two messages. */
const oneLined = (text: string) => text.replace(/\n+/g, '\n');

test('docs/api.md: every command works, and its response is as it is shown there', async () => {
  await using world = await startWorld();
  const variables: Record<string, string> = { CHECKOUT_URL: world.api.url, CHECKOUT_TOKEN: SERVICE_TOKEN };
  expect(samples.length).toBe((page.match(/```sh\n/g) ?? []).length);
  expect(samples.length).toBeGreaterThan(8);
  for (const { command, language, response } of samples) {
    await using program = startProgram(['bash', '-c', `exec ${command}`], variables);
    if (language === 'text') {
      // A stream, which ends with the test.
      const [start = '', rest = ''] = oneLined(response).split('"id"');
      const out = oneLined(await program.printed(/\nid: \d+\n/));
      expect(out).toContain(start);
      expect(out).toContain(/"type":"[^"]+"/.exec(rest)?.[0]);
      continue;
    }
    expect([command, await program.ended]).toEqual([command, 0]);
    const answer = JSON.parse(program.output.out);
    expect(answer).toMatchObject(alike(JSON.parse(response)) as object);

    const data = answer.result?.data ?? {};
    if (command.includes('sessions.create') && data.sessionId !== undefined) {
      variables.SESSION_ID = data.sessionId;
      await world.shopper.checkout.pay.mutate(press(data.sessionId));
    }
    if (command.includes('sessions.get')) variables.PAYMENT_ID = data.paymentId;
  }
});

test('docs/api.md says what to do on every reason, under its HTTP status', () => {
  const rows = [...page.matchAll(/^\| (\d{3}) +\| (.*?) +\|/gm)];
  const listed = rows.flatMap(([, status, reasons = '']) =>
    [...reasons.matchAll(/`([A-Z_]+)`/g)].map(([, reason]) => `${status} ${reason}`),
  );
  const all = Object.entries(ERROR_REASONS).map(([reason, { httpStatus }]) => `${httpStatus} ${reason}`);
  expect(listed.sort()).toEqual(all.sort());
});

const languages = [
  { name: 'Python', program: 'python3', file: docs('samples/shop.py') },
  { name: 'PHP', program: 'php', file: docs('samples/shop.php') },
];
const installed = languages.filter(({ name, program }) => {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (!found) process.stderr.write(`The sample in ${name} is not run: ${program} is missing.\n`);
  return found;
});

test.each(installed)(
  'docs/samples: $name sells, waits for the payment, acknowledges and refunds, also when responses are lost',
  async ({ program, file }) => {
    await using world = await startWorld();
    const lost = new Set(['/trpc/sessions.create', '/trpc/payments.refund']);
    await using gateway = await startPageProxy(world.api.url, ({ path }) =>
      lost.delete(path) ? { status: 502, headers: {}, body: 'Bad Gateway' } : null,
    );
    await using shop = startProgram([program, file], {
      CHECKOUT_URL: gateway.url,
      CHECKOUT_TOKEN: SERVICE_TOKEN,
      ORDER: 'order_7',
    });
    const [, sessionId = ''] = /\/checkout\/(\S+)\n/.exec(await shop.printed(/\/checkout\/\S+\n/)) ?? [];
    await world.shopper.checkout.pay.mutate(press(sessionId));
    expect({ code: await shop.ended, ...shop.output }).toEqual({
      code: 0,
      out: expect.stringMatching(
        /^pay at \S+\nevent 1 payment\.authorized\nevent 2 session\.completed\npaid 3900 EUR\nrefund (pending|refunded)\n$/,
      ),
      err: '',
    });
    expect([...lost]).toEqual([]);
    expect(await world.service.sessions.list.query({})).toMatchObject({
      sessions: [{ sessionId, acknowledgement: { reference: 'order_7' } }],
    });
    const charges = await world.sandbox.control.ledger();
    expect(charges).toMatchObject([{ amount: 3900 }]);
    const requests = await world.sandbox.control.requests();
    expect(requests.filter(({ operation }) => operation === 'refund')).toHaveLength(1);
  },
);

test('docs/samples: one that is not paid says so, and one with a wrong token why', async () => {
  await using world = await startWorld();
  for (const { program, file } of installed) {
    await using shop = startProgram([program, file], {
      CHECKOUT_URL: world.api.url,
      CHECKOUT_TOKEN: SERVICE_TOKEN,
    });
    const [, sessionId = ''] = /\/checkout\/(\S+)\n/.exec(await shop.printed(/\/checkout\/\S+\n/)) ?? [];
    await world.service.sessions.expire.mutate({ sessionId });
    expect([await shop.ended, shop.output.err]).toEqual([1, 'not paid\n']);
    await using wrong = startProgram([program, file], {
      CHECKOUT_URL: world.api.url,
      CHECKOUT_TOKEN: 'wrong',
    });
    expect([await wrong.ended, wrong.output.out]).toEqual([program === 'php' ? 255 : 1, '']);
    expect(wrong.output.err).toContain(ERROR_REASONS.UNAUTHORIZED.advice);
  }
});
