import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import type { Charge } from '../control/types.ts';
import type { CardToken } from '../domain/card.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import type { Delivery, WebhookEndpoint } from '../webhooks/types.ts';
import type { TenantIdentity } from './tenant.ts';

/** One line of the file. The last line about an object wins, so replaying a file twice changes nothing. */
export type JournalEntry =
  /** Without an id, of every tenant that has no entry for its own clock. */
  | { readonly kind: 'clock'; readonly id?: string; readonly offset: number }
  | { readonly kind: 'tenant'; readonly tenant: TenantIdentity }
  | { readonly kind: 'reset'; readonly id: string }
  | { readonly kind: 'payment'; readonly id: string; readonly record: PaymentRecord }
  | { readonly kind: 'charge'; readonly id: string; readonly index: number; readonly charge: Charge }
  | { readonly kind: 'saved_card'; readonly id: string; readonly email: string; readonly card: CardToken }
  | { readonly kind: 'webhook'; readonly id: string; readonly webhook: WebhookEndpoint }
  | { readonly kind: 'webhook_gone'; readonly id: string; readonly webhookId: string }
  | { readonly kind: 'delivery'; readonly id: string; readonly delivery: Delivery };

/** The first line of every state file, by which it is recognised. */
export const journalHead = { kind: 'clock', offset: 0 } as const satisfies JournalEntry;

export type Journal = {
  append(entry: JournalEntry): void;
  /** Replaces the whole file by these entries, or leaves the old file untouched. */
  rewrite(entries: Iterable<JournalEntry>): void;
  close(): void;
};

/** Characters per write: one write for each line would make a start with many payments slow. */
const chunkLength = 1_000_000;

export const memoryJournal: Journal = { append() {}, rewrite() {}, close() {} };

/**
 * Appends one line per change with a synchronous write: before the response is sent its change is in the kernel's
 * buffers, so killing the process loses nothing.
 */
export function fileJournal(file: string): Journal {
  // Webhook secrets are in it.
  const open = (path: string, flags: string) => openSync(path, flags, 0o600);
  let descriptor = open(file, 'a');
  return {
    append(entry) {
      const before = fstatSync(descriptor).size;
      try {
        writeFileSync(descriptor, `${JSON.stringify(entry)}\n`);
      } catch (error) {
        // A full disk, say. Half a line would damage the next one.
        ftruncateSync(descriptor, before);
        throw error;
      }
    },
    rewrite(entries) {
      const fresh = `${file}.new`;
      const target = open(fresh, 'w');
      let lines = '';
      for (const entry of entries) {
        lines += `${JSON.stringify(entry)}\n`;
        if (lines.length < chunkLength) continue;
        writeFileSync(target, lines);
        lines = '';
      }
      writeFileSync(target, lines);
      fsyncSync(target);
      closeSync(target);
      closeSync(descriptor);
      renameSync(fresh, file);
      descriptor = open(file, 'a');
    },
    close: () => closeSync(descriptor),
  };
}

/** The file is no journal, or a damaged one. */
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

/** Read in chunks: a journal may be longer than the longest string. */
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
 * The entries of a state file; none when there is no file. A last line that a kill cut off is ignored.
 *
 * @throws JournalError naming the file when it is not a state file, or when a line before the last cannot be read.
 */
export function* readJournal(file: string): Generator<JournalEntry> {
  if (!existsSync(file)) return;
  let number = 0;
  let damaged: number | null = null;
  for (const line of linesOf(file)) {
    number += 1;
    if (line === '') continue;
    // A line after it proves that it was not cut off by a kill.
    if (damaged !== null) throw new JournalError(`${file} is damaged at line ${damaged}`);
    const entry = parse(line);
    if (number === 1 && entry?.kind !== journalHead.kind) {
      throw new JournalError(`${file} is not a state file of this sandbox`);
    }
    if (entry === null) damaged = number;
    else yield entry;
  }
}
