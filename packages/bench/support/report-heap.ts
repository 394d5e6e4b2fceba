/**
 * Loaded into the api by `--import`: on SIGUSR2 it collects its garbage and tells what is left on the heap, in bytes. What a
 * process holds in memory besides depends on when it last collected.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  process.stdout.write(`heap ${process.memoryUsage().heapUsed}\n`);
});
