/**
 * Loaded into the api by `--import`: on SIGUSR2 it collects its garbage and tells what is left, in bytes: on the heap, of the pages that the heap
 * has, in memory outside that JavaScript objects hold, and of that in buffers.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  process.stdout.write(`heap ${[heapUsed, heapTotal, external, arrayBuffers].join(' ')}\n`);
});
