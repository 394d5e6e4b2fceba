import type { Deps } from '../deps.ts';
import { processDeliveries } from './webhook-inbox.ts';

/** Tries that are due again, and what other nodes accepted: a killed node's deliveries wait for nobody but this. */
const LOOK_EVERY_MS = 2_000;

export type InboxWorker = {
  /** There is something new to process. */
  wake(): void;
  /** Resolves when what it had taken is done. */
  stop(): Promise<void>;
};

/**
 * Processes the inbox on this node, a batch at a time. The rows themselves are the queue: committed with the delivery, they
 * need no job beside them, and whichever node looks takes what is due.
 */
export function startInboxWorker(deps: Deps): InboxWorker {
  let running: Promise<void> | null = null;
  let news = false;
  let stopped = false;

  async function run(): Promise<void> {
    try {
      while (news && !stopped) {
        news = false;
        if (await processDeliveries(deps)) news = true;
      }
    } catch (err) {
      deps.log.warn({ err }, 'webhook deliveries could not be processed');
    }
    running = null;
  }

  function wake(): void {
    if (stopped) return;
    news = true;
    running ??= run();
  }

  wake();
  const timer = setInterval(wake, LOOK_EVERY_MS);
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
