import type pg from 'pg';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { VERSION } from '../version.ts';

/** Of the process (CPU, memory, event loop, collection of garbage: prom-client's own) and of its pools of connections. */
export function addProcessMetrics(registry: Registry, pools: Readonly<Record<string, pg.Pool>>): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  new Gauge({
    name: 'checkout_build_info',
    help: 'Always 1; its labels say which version runs on this node.',
    labelNames: ['version', 'nodejs'],
    registers: [registry],
  }).set({ version: VERSION, nodejs: process.versions.node }, 1);
  const all = Object.entries(pools);
  new Gauge({
    name: 'checkout_database_connections',
    help: 'Connections of each pool of this node, by state: busy, idle.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount }] of all) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
      }
    },
  });
  new Gauge({
    name: 'checkout_database_waiting',
    help: 'Calls that wait for a connection of the pool.',
    labelNames: ['pool'],
    registers: [registry],
    collect() {
      for (const [pool, { waitingCount }] of all) this.set({ pool }, waitingCount);
    },
  });
}
