// What stays of a card in the api's memory after it is answered: on V8's heap, and anywhere that the process can write.
// A measurement, not a test: freed memory keeps what was in it until somebody else is given it.
import { readFile } from 'node:fs/promises';
import { uniqueAmexCard } from '@checkout/e2e/support/generated-cards';
import { SNAPSHOT_FLAGS, takeHeapSnapshot } from '@checkout/e2e/support/heap-snapshot';
import { newSession, payInput } from '@checkout/e2e/support/pay-input';
import { API_KEY, startPrograms } from '@checkout/e2e/support/programs';
import { countInMemory } from '../support/process-memory.ts';

const CARDS = 10;
const LATER_REQUESTS = 300;

await using programs = await startPrograms({ apiFlags: SNAPSHOT_FLAGS });
const { shopper } = programs;

const cards = Array.from({ length: CARDS }, uniqueAmexCard);
for (const card of cards) {
  const input = payInput(await newSession(shopper));
  await shopper.checkout.pay.mutate({ ...input, paymentMethod: { type: 'card', card, save: false } });
}
const numbers = cards.map(({ number }) => number);

async function tell(when: string): Promise<void> {
  const counts = await countInMemory(programs.apiPid(), [...numbers, API_KEY]);
  const copies = numbers.map((number) => counts.get(number) ?? 0);
  process.stdout.write(
    `${when}: copies of each number ${copies.join(' ')} (of the key: ${counts.get(API_KEY)})\n`,
  );
}

await tell('answered');
const heap = await readFile(await takeHeapSnapshot(programs.apiPid(), programs.folder), 'latin1');
process.stdout.write(
  `heap snapshot: ${numbers.filter((number) => heap.includes(number)).length} of ${CARDS} numbers\n`,
);
await tell('after a collection');
for (let count = 0; count < LATER_REQUESTS; count += 1) await newSession(shopper);
await tell(`after ${LATER_REQUESTS} other requests`);
