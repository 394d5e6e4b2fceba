/**
 * `pnpm --filter @checkout/bench api` (after `turbo run build`): what a paid session and the reads cost, beside
 * a floor written by hand, in the same run. Prints Markdown. `--rounds 7 --seconds 10 --modes explicit,automatic`.
 */
import { parseArgs } from 'node:util';
import { type Counts, countOf } from '../support/count.ts';
import { crowdOf, type Round, readersOf, streamOf } from '../support/load.ts';
import { type Machine, type Mode, startMachine } from '../support/machine.ts';
import { CALLS, type Shop } from '../support/shop.ts';
import { median, quantile, spread, table } from '../support/statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '6' },
    modes: { type: 'string', default: 'explicit,automatic' },
    crowd: { type: 'string', default: '32' },
    /** `adapter`: every call through tRPC's own adapter. */
    through: { type: 'string', default: 'plain' },
    /** `on`: with the card-testing limits. */
    limits: { type: 'string', default: 'off' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const crowd = Number(values.crowd);
const modes = values.modes
  .split(',')
  .filter((mode): mode is Mode => ['explicit', 'automatic'].includes(mode));

const NAMES = ['api', 'floor'] as const;
type Both<T> = Record<Shop['name'], T>;

const say = (text: string) => process.stdout.write(`${text}\n`);

await using machine = await startMachine();
for (const mode of modes) {
  say(`\n### ${mode} confirmation, ${crowd} connections, ${rounds} rounds of ${seconds} s each\n`);
  say(
    countsTable({ api: await countOf(machine, 'api', mode), floor: await countOf(machine, 'floor', mode) }),
  );
  await timeSessions(machine, mode);
}

async function timeSessions(on: Machine, mode: Mode): Promise<void> {
  const variables = { ATTEMPT_LIMITS: values.limits };
  await using api = await on.start('api', {
    mode,
    variables,
    through: values.through === 'adapter' ? 'adapter' : 'plain',
  });
  await using floor = await on.start('floor', { mode });
  const shops: Both<Shop> = { api: api.shop, floor: floor.shop };
  for (const name of NAMES) await crowdOf(shops[name], crowd, Math.min(seconds, 4));

  const full = await alternate(shops, (shop) => crowdOf(shop, crowd, seconds));
  say(`\n${costTable('a paid session', full)}\n`);
  say(latencyTable(full, [...CALLS, 'session']));
  for (const kind of ['get', 'quote'] as const) {
    const reads = await alternate(shops, (shop) =>
      readersOf(shop, { kind, size: crowd, seconds: seconds / 2 }),
    );
    say(`\n${costTable(`checkout.${kind}`, reads)}`);
  }
  const rate = median(full.api.map((round) => round.perSecond)) / 2;
  const half = await alternate(shops, (shop) => streamOf(shop, rate, seconds));
  say(`\nAt half of the api's load, ${rate.toFixed(0)} new sessions a second:\n`);
  say(latencyTable(half, ['pay', 'session']));
}

async function alternate(shops: Both<Shop>, round: (shop: Shop) => Promise<Round>): Promise<Both<Round[]>> {
  const done: Both<Round[]> = { api: [], floor: [] };
  for (let count = 0; count < rounds; count += 1) {
    for (const name of NAMES) done[name].push(await round(shops[name]));
  }
  return done;
}

function countsTable(counts: Both<Counts>): string {
  return table(
    ['', ...CALLS, 'left to jobs', 'commits', 'calls to Inflow'],
    NAMES.map((name) => {
      const { trips, laterTrips, commits, inflow } = counts[name];
      const numbers = [
        ...CALLS.map((call) => String(trips[call])),
        laterTrips.toFixed(1),
        commits.toFixed(1),
      ];
      return [`${name}: round trips to PostgreSQL`, ...numbers, inflow.join(', ')];
    }),
  );
}

function costTable(what: string, both: Both<Round[]>): string {
  const cpu = (name: Shop['name']) => both[name].map((round) => round.cpuMs);
  const speed = (name: Shop['name']) => both[name].map((round) => round.perSecond);
  const ratios = (of: typeof cpu) =>
    of('api').map((value, index) => value / (of('floor')[index] ?? Number.NaN));
  return table(
    [what, 'api: median (spread)', 'floor', 'api ÷ floor, round by round'],
    [
      ['a second', spread(speed('api'), 0), spread(speed('floor'), 0), spread(ratios(speed))],
      ['CPU of the process, ms', spread(cpu('api'), 3), spread(cpu('floor'), 3), spread(ratios(cpu))],
    ],
  );
}

function latencyTable(both: Both<Round[]>, kinds: readonly (keyof Round['latencies'])[]): string {
  const at = (name: Shop['name'], kind: keyof Round['latencies'], share: number) =>
    both[name].map((round) => quantile(round.latencies[kind], share));
  return table(
    ['latency, ms', 'api p50', 'floor p50', 'api p99', 'floor p99', 'p99 added'],
    kinds.map((kind) => {
      const p99 = { api: at('api', kind, 0.99), floor: at('floor', kind, 0.99) };
      return [
        kind,
        spread(at('api', kind, 0.5), 1),
        spread(at('floor', kind, 0.5), 1),
        spread(p99.api, 1),
        spread(p99.floor, 1),
        (median(p99.api) - median(p99.floor)).toFixed(1),
      ];
    }),
  );
}
