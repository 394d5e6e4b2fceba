import { parseWebhookBody } from '@checkout/inflow/webhook';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openDatabase } from '../src/db/database.ts';
import { createWebhookInbox, type NewDelivery } from '../src/db/webhook-intake.ts';
import { createDatabase } from './support/world.ts';

const SENT_AT = new Date(1_790_000_000_000);
const { events } = parseWebhookBody(
  JSON.stringify({ data: [{ eventType: 'payment.settled', payload: { id: 'pay_x' } }] }),
);
const delivery = (svixId: string, sentAt = SENT_AT): NewDelivery => ({ svixId, sentAt, events });

/** An intake on a database of its own, where nobody processes what it keeps. */
async function startIntake() {
  const pool = new pg.Pool({ connectionString: await createDatabase() });
  let times = 0;
  const onKept = () => {
    times += 1;
  };
  return {
    /** How often it was reported that there is something to process. */
    timesTold: () => times,
    intake: createWebhookInbox(openDatabase(pool), onKept),
    rows: async (query: string) => (await pool.query(query)).rows,
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

test('deliveries that come together are kept by one commit, each once, and told of together', async () => {
  await using started = await startIntake();
  const ids = Array.from({ length: 200 }, (_, index) => `msg_${index % 150}`);
  await Promise.all(ids.map((id) => started.intake.receive(delivery(id))));
  expect(
    await started.rows(
      'select count(*)::int as kept, count(distinct xmin::text)::int as commits from webhook_deliveries',
    ),
  ).toEqual([{ kept: 150, commits: 1 }]);
  expect(started.timesTold()).toBe(1);
  expect(await started.rows("select * from webhook_deliveries where svix_id = 'msg_7'")).toMatchObject([
    {
      sent_at: SENT_AT,
      state: 'pending',
      tries: 0,
      events: [{ eventType: 'payment.settled', paymentId: 'pay_x' }],
    },
  ]);
});

test('one that was processed already stays so when it comes again', async () => {
  await using started = await startIntake();
  await started.intake.receive(delivery('msg_1'));
  await started.rows("update webhook_deliveries set state = 'processed'");
  await Promise.all([started.intake.receive(delivery('msg_1')), started.intake.receive(delivery('msg_2'))]);
  expect(await started.rows('select svix_id, state from webhook_deliveries order by 1')).toEqual([
    { svix_id: 'msg_1', state: 'processed' },
    { svix_id: 'msg_2', state: 'pending' },
  ]);
});

test('one that cannot be kept does not take along those that came with it', async () => {
  await using started = await startIntake();
  const answers = await Promise.allSettled(
    Array.from({ length: 40 }, (_, index) =>
      // The last day that JavaScript knows is none of PostgreSQL's.
      started.intake.receive(delivery(`msg_${index}`, index === 20 ? new Date(8.64e15) : SENT_AT)),
    ),
  );
  expect(answers.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([20]);
  expect(await started.rows('select 1 from webhook_deliveries')).toHaveLength(39);
});

test('more than one statement carries are kept all the same', async () => {
  await using started = await startIntake();
  await Promise.all(
    Array.from({ length: 1_000 }, (_, index) => started.intake.receive(delivery(`msg_${index}`))),
  );
  expect(await started.rows('select 1 from webhook_deliveries')).toHaveLength(1_000);
});

test('without a database each of them learns that it was not kept', async () => {
  const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/nowhere' });
  const intake = createWebhookInbox(openDatabase(pool), () => undefined);
  const answers = await Promise.allSettled([
    intake.receive(delivery('msg_1')),
    intake.receive(delivery('msg_2')),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await pool.end();
});
