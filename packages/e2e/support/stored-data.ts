import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Everything that the browser keeps of a page beyond the page itself, as one text. */
export async function storedByBrowser(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => ({
    address: location.href,
    historyState: history.state,
    windowName: window.name,
    cookies: document.cookie,
    localStorage: { ...localStorage },
    sessionStorage: { ...sessionStorage },
    // Neither is used at all: that they exist would be the first sign.
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  return JSON.stringify(kept);
}

/** What is left on the page's heap after a collection, as the text of a snapshot; long strings are cut at 1024 characters. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** The files below a folder that hold a text, as written by any program. */
export async function filesContaining(text: string, folder: string): Promise<string[]> {
  return (await filesContainingAny([text], folder)).map(({ path }) => path);
}

/** The same for many texts in one reading. */
export async function filesContainingAny(
  texts: readonly string[],
  folder: string,
): Promise<{ path: string; text: string }[]> {
  const wanted = texts.map((text) => ({ text, bytes: Buffer.from(text) }));
  const found: { path: string; text: string }[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A database at work removes files under one's feet.
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    for (const { text, bytes } of wanted) if (content.includes(bytes)) found.push({ path, text });
  }
  return found;
}
