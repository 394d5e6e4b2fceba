import { fileURLToPath } from 'node:url';
import { createApiClient } from '../support/clients.ts';
import { type Attack, attack } from './card-testing-attack.ts';
import { type Shopping, shopHonestly } from './card-testing-shopper.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { createRandom } from './random.ts';

export type CardTestingOptions = {
  readonly shape: Attack['shape'];
  readonly cards: number;
  /** Bots at work at once. */
  readonly crowd: number;
  readonly seed: number;
  /** Whether the merchant asks for a challenge, which bots do not pass. */
  readonly challenge: boolean;
};

export type CardTestingReport = {
  readonly cards: number;
  /** Cards of the list that Inflow was asked about: the sandbox's own payments are the judge. */
  readonly reached: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly honest: number;
  /** What those who did not pay in the end were answered last. */
  readonly hurt: readonly string[];
  readonly delayed: number;
  readonly longestDelaySeconds: number;
  readonly internalErrors: number;
};

const KEY = 'only for the attack';
const CHALLENGE = fileURLToPath(new URL('../../../apps/api/examples/challenge.ts', import.meta.url));

/** Somebody tests a list of cards on a shop of two nodes, while people shop. Starts and ends every program. */
export async function runCardTesting(options: CardTestingOptions): Promise<CardTestingReport> {
  await using cluster = await startCluster({
    nodes: 2,
    confirmation: 'explicit',
    timeoutMs: 20_000,
    reconcileAfterMs: 30_000,
    env: {
      ATTEMPT_LIMITS: 'on',
      TRUSTED_PROXIES: '127.0.0.1',
      ...(options.challenge ? { CHALLENGE_MODULE: CHALLENGE, CHALLENGE_KEY: KEY } : {}),
    },
  });
  const connect = clientsOf(cluster);
  const begun = Date.now();
  const over = new AbortController();
  const shopping = shopHonestly({ connect, over: over.signal, key: KEY });
  const { refusals, internalErrors } = await attack({
    ...options,
    connect,
    random: createRandom(options.seed),
  });
  const seconds = (Date.now() - begun) / 1000;
  over.abort();
  return {
    cards: options.cards,
    reached: await countReached(cluster),
    refusals: Object.fromEntries(refusals),
    seconds,
    internalErrors,
    ...summary(await shopping),
  };
}

/** Of an address, on one node or the other. */
function clientsOf({ nodes }: Cluster) {
  let turn = 0;
  return (address: string) => {
    turn += 1;
    return createApiClient(nodes[turn % nodes.length]?.url ?? '', undefined, address);
  };
}

async function countReached({ sandbox }: Cluster): Promise<number> {
  const payments = await sandbox.payments.list();
  return payments.filter(({ customerEmail }) => customerEmail.startsWith('bot')).length;
}

function summary(shopping: readonly Shopping[]) {
  const waits = shopping.map(({ waitedSeconds }) => waitedSeconds);
  return {
    honest: shopping.length,
    hurt: shopping.map(({ answer }) => answer).filter((answer) => answer !== 'succeeded'),
    delayed: waits.filter((seconds) => seconds > 0).length,
    longestDelaySeconds: Math.max(0, ...waits),
  };
}
