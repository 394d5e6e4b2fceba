import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startProgram } from '../support/child-program.ts';
import { connectToEmbedded } from '../support/embedded-postgres.ts';
import { PACKAGE } from '../support/paths.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { watchedTest as test } from './watched-test.ts';

test('npm run demo: a newcomer sees days of a shop at the console, written by the api with a clock that is PostgreSQL’s again', async ({
  page,
  problems,
}) => {
  // Before the sign-in.
  problems.allow(/status of 401/);
  await using place = await makeTemporaryFolder();
  const folder = join(place.path, 'demo');
  await using demo = await startProgram({
    name: 'The demo',
    script: join(PACKAGE, 'demo', 'demo-command.ts'),
    folder: place.path,
    args: ['--folder', folder, '--days', '3'],
    env: {},
    ready: /^Demo ready: console (\S+) checkout (\S+) sandbox (\S+)$/,
  });
  const [link = ''] = demo.said;
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.getByText('Numbers as a table').first().click();
  const days = page.getByRole('table').first().getByRole('row');
  // A head, and a row for each day.
  await expect.poll(() => days.count()).toBeGreaterThan(3);
  await expect(page.locator('.uplot').first()).toBeVisible();

  const database = await connectToEmbedded(join(folder, 'data'));
  try {
    const { rows } = await database.query(`
      select (select count(distinct created_at::date) >= 3 from payments) as "hasEachDay",
        (select count(*)::int from sessions where completed_at < opened_at) as "paidBeforeOpened",
        (select count(*)::int from payments where status = 'FULLY_REFUNDED') > 0 as "hasRefunds",
        (select count(*)::int from sessions where status = 'reversed') > 0 as "hasReversed",
        (select count(*)::int from payments where decline_code is not null) > 0 as "hasDeclined",
        (select count(*)::int from payments where orphan and dismissed_at is null) as stray,
        (select count(*)::int from refund_requests where state = 'waiting') as waiting,
        (select count(*)::int from endpoints where failing_since is not null) as failing,
        (select count(*)::int from audit where at > now()) as later,
        (select max(abs(extract(epoch from now() - statement_timestamp()))) < 60) as "isPresent",
        (select count(*)::int from pg_namespace where nspname = 'demo_clock') as clocks,
        (select array_agg(prosrc order by prosrc) from pg_proc where proname in ('now', 'clock_timestamp')) as functions`);
    expect(rows).toEqual([
      {
        hasEachDay: true,
        paidBeforeOpened: 0,
        hasRefunds: true,
        hasReversed: true,
        hasDeclined: true,
        stray: 1,
        waiting: 1,
        failing: 1,
        later: 0,
        isPresent: true,
        clocks: 0,
        functions: ['clock_timestamp', 'now'],
      },
    ]);
  } finally {
    await database.end();
  }
});

test('the demo deletes no folder that holds something else', async () => {
  await using place = await makeTemporaryFolder();
  const started = startProgram({
    name: 'The demo',
    script: join(PACKAGE, 'demo', 'demo-command.ts'),
    folder: place.path,
    // The package itself.
    args: ['--folder', PACKAGE],
    env: {},
    ready: /^Demo ready/,
  });
  await expect(started).rejects.toThrow('holds something else than a demo');
});
