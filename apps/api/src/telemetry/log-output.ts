import { type DestinationStream, destination } from 'pino';

/** Beyond so many bytes a line does not wait for the end of its turn. */
const MOST_KEPT = 8 * 1024;

/** As pino wants it: it calls `flushSync` after a line at `fatal`. */
export type LogOutput = DestinationStream & { flushSync(): void };

/**
 * The standard output, or another file descriptor, to which the lines of one turn of the event loop are written together: one write costs as
 * much as a statement, and a payment has four lines. What a process has logged is written before it ends, also by an exception; one that is
 * killed loses the lines of that turn. Where the reader is gone, lines are dropped: `flushSync` of the library would repeat such a write for ever.
 */
export function logOutput(fd = 1): LogOutput {
  const output = destination({ dest: fd, sync: true, minLength: MOST_KEPT });
  let isDue = false;
  const flush = () => {
    isDue = false;
    output.flush();
  };
  process.on('exit', flush);
  return {
    write(line) {
      output.write(line);
      if (isDue) return;
      isDue = true;
      setImmediate(flush);
    },
    flushSync: flush,
  };
}
