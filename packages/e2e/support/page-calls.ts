import type { Page } from '@playwright/test';

/** Counts what the page itself sends: a server that copes must not hide a page that sends twice. */
export function countCalls(page: Page, procedure: string): () => number {
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().includes(`/trpc/${procedure}`)) sent += 1;
  });
  return () => sent;
}

/** The server does the work, and the browser gets no response. */
export function loseResponses(page: Page, procedure: string) {
  return page.route(`**/trpc/${procedure}**`, async (route) => {
    await route.fetch();
    await route.abort();
  });
}
