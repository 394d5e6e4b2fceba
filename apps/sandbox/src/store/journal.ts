import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Charge } from '../control/types.ts';
import type { CardToken } from '../domain/card.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import type { Delivery, WebhookEndpoint } from '../webhooks/types.ts';
import type { TenantIdentity } from './tenant.ts';

/** One line of the file. The last line about a thing wins, so replaying a file twice changes nothing. */
export type JournalEntry =
  | { readonly kind: 'clock'; readonly offset: number }
  | { readonly kind: 'tenant'; readonly tenant: TenantIdentity }
  | { readonly kind: 'reset'; readonly id: string }
  | { readonly kind: 'payment'; readonly id: string; readonly record: PaymentRecord }
  | { readonly kind: 'charge'; readonly id: string; readonly index: number; readonly charge: Charge }
  | { readonly kind: 'saved_card'; readonly id: string; readonly email: string; readonly card: CardToken }
  | { readonly kind: 'webhook'; readonly id: string; readonly webhook: WebhookEndpoint }
  | { readonly kind: 'webhook_gone'; readonly id: string; readonly webhookId: string }
  | { readonly kind: 'delivery'; readonly id: string; readonly delivery: Delivery };

export type Journal = {
  append(entry: JournalEntry): void;
  /** Replaces the whole file by these entries, or leaves the old file untouched. */
  rewrite(entries: Iterable<JournalEntry>): void;
  close(): void;
};

/** A write for each line would make starting with many payments slow. */
const chunkLength = 1_000_000;

export const memoryJournal: Journal = { append() {}, rewrite() {}, close() {} };

/** A file that is not, or not wholly, a journal. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** @throws JournalError naming the file when a line other than the last, which a kill may cut, cannot be read. */
export function readJournal(file: string): JournalEntry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    try {
      entries.push(JSON.parse(line) as JournalEntry);
    } catch {
      if (index < lines.length - 1) throw new JournalError(`${file} is damaged at line ${index + 1}`);
    }
  }
  return entries;
}

/**
 * Appends one line per change with a synchronous write: once a request is answered its change is in the
 * kernel's hands, and killing the process loses nothing.
 */
export function fileJournal(file: string): Journal {
  let descriptor = openSync(file, 'a');
  return {
    append: (entry) => {
      writeFileSync(descriptor, `${JSON.stringify(entry)}\n`);
    },
    rewrite(entries) {
      const fresh = `${file}.new`;
      const target = openSync(fresh, 'w');
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
      descriptor = openSync(file, 'a');
    },
    close: () => closeSync(descriptor),
  };
}
