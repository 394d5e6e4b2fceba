import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { type JournalEntry, journalHead } from './journal.ts';

/** A file that is not, or not wholly, a journal. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

const kinds: ReadonlySet<string> = new Set<JournalEntry['kind']>([
  'clock',
  'tenant',
  'reset',
  'payment',
  'charge',
  'saved_card',
  'webhook',
  'webhook_gone',
  'delivery',
]);

function parse(line: string): JournalEntry | null {
  try {
    const entry: { kind?: unknown } | null = JSON.parse(line);
    return kinds.has(String(entry?.kind)) ? (entry as JournalEntry) : null;
  } catch {
    return null;
  }
}

const newline = 0x0a;

/** In pieces: a journal may be longer than the longest string. */
function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(4 * 1024 * 1024);
    let rest = Buffer.alloc(0);
    for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      let start = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        yield bytes.toString('utf8', start, end);
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    yield rest.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * What a state file says; nothing when there is none. A last line that a kill cut is left out.
 *
 * @throws JournalError naming the file when it is something else, or when a line before the last cannot be read.
 */
export function* readJournal(file: string): Generator<JournalEntry> {
  if (!existsSync(file)) return;
  let number = 0;
  let damaged: number | null = null;
  for (const line of linesOf(file)) {
    number += 1;
    if (line === '') continue;
    // Whatever follows it proves that no kill cut it.
    if (damaged !== null) throw new JournalError(`${file} is damaged at line ${damaged}`);
    const entry = parse(line);
    if (number === 1 && entry?.kind !== journalHead.kind) {
      throw new JournalError(`${file} is not a state file of this sandbox`);
    }
    if (entry === null) damaged = number;
    else yield entry;
  }
}
