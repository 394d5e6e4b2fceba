const PROCEDURE = /^\/trpc\/([^?]*)(?:\?(.*))?$/s;

/** What a request line calls. */
export type Called = {
  readonly names: readonly string[];
  /** Whether it has the form of a batch; a batch may hold a single call. */
  readonly isBatch: boolean;
};

/** By the request line alone, so that it is known before the body is read; null where no procedure is called. */
export function calledProcedures(url: string): Called | null {
  const [, path, query] = PROCEDURE.exec(url) ?? [];
  if (path === undefined) return null;
  const names = decoded(path).split(',');
  return { names, isBatch: names.length > 1 || new URLSearchParams(query).has('batch') };
}

/** As the router decodes it; what it cannot decode is not routed. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
