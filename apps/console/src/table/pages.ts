type Page = { readonly nextCursor: string | null };

/**
 * For `useInfiniteQuery`: pages behind cursors. tRPC's own way sends a `direction` along, which the contract refuses.
 *
 * @param path the procedure's, as tRPC names its queries
 */
export function pagesOf<Data extends Page>(
  path: readonly string[],
  read: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<Data>,
) {
  return {
    queryKey: [path, { type: 'pages' }],
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      read(pageParam === null ? {} : { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: Data) => nextCursor,
  };
}
