/** Over HTTP/1.1 a browser has six connections for this origin, for all tabs together; each stream keeps one. */
const STREAMS = ['checkout-stream-1', 'checkout-stream-2'] as const;

/**
 * Calls `open` as soon as this tab may have a stream, which may be never, and what it returns when the tab gives it up. A tab that is
 * closed or crashes gives it up as well: the browser then releases its lock (Web Locks). Where there are no such locks (Firefox 95, and pages
 * that are not secure and so take no card) each tab has a stream.
 *
 * @returns how to give it up
 */
export function whileHoldingStream(open: () => () => void): () => void {
  const given = new AbortController();
  // Refused where the browser keeps nothing for this origin: as without locks.
  hold(open, given.signal).catch(() => {});
  return () => given.abort();
}

async function hold(open: () => () => void, given: AbortSignal): Promise<void> {
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined) {
    await untilGiven(open, given);
    return;
  }
  const whileOpen = (lock: Lock | null) => (lock === null ? null : untilGiven(open, given));
  for (const name of STREAMS) {
    if (given.aborted) return;
    if ((await locks.request(name, { ifAvailable: true }, whileOpen)) !== null) return;
  }
  // The first that gives one up passes it on.
  await locks.request(STREAMS[0], { signal: given }, whileOpen);
}

async function untilGiven(open: () => () => void, given: AbortSignal): Promise<'given'> {
  if (given.aborted) return 'given';
  const close = open();
  await new Promise((resolve) => given.addEventListener('abort', resolve, { once: true }));
  close();
  return 'given';
}
