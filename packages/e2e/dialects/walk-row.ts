import { installation } from '../faults/chaos-installation.ts';
import { judge } from '../faults/chaos-judge.ts';
import { type Host, startCluster } from '../faults/cluster.ts';
import type { Row } from './covering-array.ts';
import { type Ending, FLOWS } from './flows.ts';
import { until, type Walk } from './walk.ts';

export type Walked = {
  readonly row: Row;
  /** By the flow's name: how it ended, or what went wrong. */
  readonly endings: ReadonlyMap<string, Ending | Error>;
  /** What the ledger has against the records, after all flows; empty when nothing. */
  readonly faults: Readonly<Record<string, readonly string[]>>;
  /** What the api wrote. */
  readonly output: string;
};

/** How the sandbox's stages pass while a walk lasts seconds. */
export const STAGES = { SANDBOX_RECEIVE_MS: '400', SANDBOX_SETTLE_MS: '60000', SANDBOX_REFUND_MS: '300' };

/** One installation on one account: every flow, then the judgement of the ledger. */
export async function walkRow(host: Host, row: Row): Promise<Walked> {
  const { confirmation, dialect } = row;
  await using cluster = await startCluster({
    nodes: 1,
    confirmation,
    timeoutMs: 5_000,
    reconcileAfterMs: 1_000,
    host,
    keyPrefix: 'inflow_priv_dialects',
    dialect,
    env: { ORPHAN_CHARGES: 'refund' },
  });
  const own = installation('the installation', cluster, false);
  const walk: Walk = {
    host,
    cluster,
    confirmation,
    dialect,
    sandbox: cluster.sandbox,
    sessions: own.sessions,
    orders: own.orders,
    refundsAsked: new Set(),
  };
  const endings = new Map<string, Ending | Error>();
  for (const flow of FLOWS) {
    const ending = await flow.run(walk).catch((error: unknown) => asError(error));
    endings.set(flow.name, ending);
    if (ending instanceof Error) await walk.sandbox.faults.clear();
  }
  const shop = { sandbox: cluster.sandbox, installations: [own] };
  const faultsNow = async () => {
    const { faults } = await judge(shop, walk.refundsAsked);
    return Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0));
  };
  // What a flow has left behind may still be on its way into the records.
  const settled = until('the records', faultsNow, (faults) => Object.keys(faults).length === 0);
  const faults = await settled.catch(faultsNow);
  return { row, endings, faults, output: cluster.node.output() };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
