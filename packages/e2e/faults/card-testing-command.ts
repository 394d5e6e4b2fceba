/**
 * The long form: `pnpm --filter @checkout/e2e card-testing --shape five-per-session --cards 10000 [--challenge]`; without a
 * shape, all of them. Prints a row of a table for each, and ends with 1 when an honest shopper could not pay.
 */
import { parseArgs } from 'node:util';
import { runCardTesting } from './card-testing.ts';
import { SHAPES } from './card-testing-attack.ts';

const { values } = parseArgs({
  options: {
    shape: { type: 'string' },
    cards: { type: 'string', default: '10000' },
    crowd: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    challenge: { type: 'boolean', default: false },
  },
});

let hurt = 0;
for (const shape of SHAPES.filter((each) => values.shape === undefined || each === values.shape)) {
  const report = await runCardTesting({
    shape,
    cards: Number(values.cards),
    crowd: Number(values.crowd),
    seed: Number(values.seed),
    challenge: values.challenge,
  });
  hurt += report.hurt.length + report.internalErrors;
  process.stdout.write(
    `${shape}${values.challenge ? ' with a challenge' : ''}: ${report.reached} of ${report.cards} cards reached Inflow in ${report.seconds.toFixed(0)} s; ${report.honest} honest shoppers, ${report.hurt.length} hurt ${JSON.stringify(report.hurt)}, ${report.delayed} delayed by at most ${report.longestDelaySeconds} s; refused ${JSON.stringify(report.refusals)}; ${report.internalErrors} errors\n`,
  );
}
process.exit(hurt === 0 ? 0 : 1);
