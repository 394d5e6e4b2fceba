/**
 * Work that callers share: what is requested while a batch is under way waits for the next one, so that a burst of callers needs
 * one round trip or one commit. `work` resolves or rejects each caller's promise; where it throws, those of its batch are rejected.
 */
export function createBatches<Item, Answer>(
  work: (batch: readonly Pending<Item, Answer>[]) => Promise<void>,
  { largest = Number.POSITIVE_INFINITY }: { readonly largest?: number } = {},
): (item: Item) => Promise<Answer> {
  let waiting: Pending<Item, Answer>[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    // Requests of the same turn of the event loop belong to the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largest);
      waiting = waiting.slice(largest);
      await work(batch).catch((error: unknown) => {
        for (const { reject } of batch) reject(error);
      });
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}

export type Pending<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};
