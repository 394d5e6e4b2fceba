/** At the latest by then. */
const WITHIN_MS = 2_000;

/** Does what is not needed yet once the browser has nothing better to do; answers how to call that off. */
export function whenIdle(task: () => void): () => void {
  // Not every browser that people still use has it.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: WITHIN_MS });
  return () => cancelIdleCallback(handle);
}
