import pLimit from 'p-limit';

/** What one run claims; a full batch means that more may be due. */
const BATCH = 200;
/** In parallel, because they mostly wait for Inflow. */
const AT_ONCE = 40;

type Batch = {
  readonly claim: (limit: number) => Promise<readonly string[]>;
  readonly work: (id: string) => Promise<unknown>;
  /** One that fails delays no other; it is due again by its claim. */
  readonly onFailure: (id: string, err: unknown) => void;
};

/** One run of a job over rows that are due. Answers whether more may be due. */
export async function runBatch({ claim, work, onFailure }: Batch): Promise<boolean> {
  const due = await claim(BATCH);
  await pLimit(AT_ONCE).map(due, async (id) => {
    try {
      await work(id);
    } catch (err) {
      onFailure(id, err);
    }
  });
  return due.length === BATCH;
}
