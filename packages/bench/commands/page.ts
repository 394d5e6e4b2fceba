// How soon the pages can be used on a slow phone: pnpm --filter @checkout/bench page [--runs 9]
import { parseArgs } from 'node:util';
import { browserLaunch } from '@checkout/e2e/support/browser';
import { cards } from '@checkout/e2e/support/cards';
import { startPrograms } from '@checkout/e2e/support/programs';
import { chromium } from '@playwright/test';
import { startBaselines } from '../page/baselines.ts';
import { type Measured, measure, type Visit } from '../page/measure.ts';
import { newSession, pageHeaders, paidSession } from '../page/sessions.ts';
import { table } from '../page/table.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '9' } } });

await using programs = await startPrograms();
await using baselines = await startBaselines(await pageHeaders(programs));
await using browser = await chromium.launch(await browserLaunch());

const FIELD = '[name=cardNumber]';
const typed = cards.good.number;
const visits: Record<string, () => Promise<Visit>> = {
  'bare HTML input': async () => ({ url: baselines.html, wanted: FIELD, hasCode: false }),
  'the same with our headers': async () => ({ url: baselines.guarded, wanted: FIELD, hasCode: false }),
  'bare React input': async () => ({ url: baselines.react, wanted: FIELD, hasCode: true, typed }),
  checkout: async () => ({ url: await newSession(programs), wanted: FIELD, hasCode: true, typed }),
  'back from the bank': async () => ({
    url: `${await paidSession(programs)}/return`,
    wanted: 'h1',
    hasCode: true,
  }),
  receipt: async () => ({ url: await paidSession(programs), wanted: 'h1', hasCode: true }),
};

const ways = { 'an empty tab': null, 'another site': baselines.elsewhere };
const measured = new Map(
  Object.keys(ways).map((way) => [
    way,
    new Map<string, Measured[]>(Object.keys(visits).map((name) => [name, []])),
  ]),
);
// By turns, so that whatever else the machine does meets all of them. The first round warms everything up.
for (let run = 0; run <= Number(values.runs); run += 1) {
  for (const [name, prepare] of Object.entries(visits)) {
    for (const [way, from] of Object.entries(ways)) {
      const result = await measure(browser, await prepare(), from);
      if (run > 0) measured.get(way)?.get(name)?.push(result);
    }
  }
}
for (const [way, results] of measured)
  process.stdout.write(
    `\nFrom ${way}:\n\n${table(results, ['the same with our headers', 'bare React input'])}\n`,
  );
