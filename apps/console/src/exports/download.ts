/** `about`: how many rows there will be, where the server knows. */
export type Progress = { readonly rows: number; readonly bytes: number; readonly about: number | null };

/**
 * Reads an export and hands it to the browser as a file. Its parts are a Blob's, which browsers keep on the disk when they are many.
 *
 * @param onProgress rows (without the head) and bytes so far, after each part
 * @throws when the response is not a whole CSV: nothing is kept then
 */
export async function download(url: string, name: string, { signal, onProgress }: Options): Promise<void> {
  const response = await fetch(url, { signal, credentials: 'same-origin' });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  const about = Number(response.headers.get('x-rows')) || null;
  const parts: Blob[] = [];
  let bytes = 0;
  let lines = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // Each part goes into a Blob of its own, so that it need not stay in this page's memory.
    parts.push(new Blob([value]));
    bytes += value.byteLength;
    lines += countNewlines(value);
    onProgress({ rows: Math.max(0, lines - 1), bytes, about });
  }
  save(new Blob(parts, { type: 'text/csv' }), name);
}

type Options = { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void };

const NEWLINE = 0x0a;

/** A cell may hold one too; the count is for the eye. */
function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over when the click is done.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
