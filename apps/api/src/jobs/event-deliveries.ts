import type { Deps } from '../deps.ts';
import { drain } from '../events/deliver.ts';
import { numberEvents } from '../events/numbering.ts';
import { activeEndpoints } from '../events/queue.ts';

export type EventDeliveries = {
  /** Numbers what was written, and begins to send what is due, to each endpoint by itself: a slow one delays no other. */
  run(): Promise<boolean>;
  /** Resolves when what is being sent has ended. */
  stop(): Promise<void>;
};

export function createEventDeliveries(deps: Deps): EventDeliveries {
  const draining = new Map<string, Promise<void>>();
  return {
    async run() {
      await numberEvents(deps.db);
      for (const endpointId of await activeEndpoints(deps.db)) {
        if (draining.has(endpointId)) continue;
        const ended = drain(deps, endpointId)
          .catch((err: unknown) =>
            deps.log.warn({ err, endpointId }, 'events could not be sent and will be tried again'),
          )
          .finally(() => draining.delete(endpointId));
        draining.set(endpointId, ended);
      }
      return false;
    },
    async stop() {
      await Promise.all(draining.values());
    },
  };
}
