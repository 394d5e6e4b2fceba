/**
 * A function that keeps its results. Forgets all of them when there are too many: its keys come from requests, and must
 * not fill the memory.
 */
export function memoize<Result>(compute: (key: string) => Result, most = 100): (key: string) => Result {
  const results = new Map<string, Result>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    if (results.size >= most) results.clear();
    const result = compute(key);
    results.set(key, result);
    return result;
  };
}
