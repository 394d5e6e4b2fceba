import type { InflowClient } from '@checkout/inflow/client';
import { InflowError } from '@checkout/inflow/errors';
import type { ListedPayment } from '@checkout/inflow/wire';

/** A page that is refused, or too large, is asked for again with fewer entries. */
const PAGE_LENGTHS = [100, 50, 20, 10, 5, 2, 1] as const;
/** Pages of so few entries may be larger than other responses: many more would be needed otherwise. */
const SHORT_PAGE = 20;
const LARGEST_SHORT_PAGE_BYTES = 16 * 1024 * 1024;
const PAGE_TRIES = 3;
/** Payments that are made meanwhile push the others back: a page without anything new may be followed by one with. */
const PAGES_WITHOUT_NEWS = 3;
/** How far `createdAt` may run against the order of the list: it may be ordered by something that is nearly the same. */
const ORDER_SLACK_MS = 60_000;

export type PaymentPage = {
  readonly payments: readonly ListedPayment[];
  /** How many of its entries could not be read. */
  readonly unreadable: number;
  /** Whether all payments made since the time have been read with this page; `list`: all that there are. */
  readonly end: 'list' | 'since' | null;
};

/** A reading of Inflow's list of payments, page by page. It keeps its place when a page could not be read. */
export type PaymentList = {
  /** @throws InflowError when the page could not be read: the next call asks for it again. */
  next(): Promise<PaymentPage>;
};

/**
 * Reads at least all payments that were made since a time (in ms) and were listed when the reading began. Neither order nor
 * largest page of the list is documented. So it ends where nothing new comes any more, and earlier only where the
 * payments have been seen to run backwards in time and a whole page is too old.
 */
export function readPaymentList(inflow: Pick<InflowClient, 'listPayments'>, since: number): PaymentList {
  const order = createOrderWatch();
  const recent = createRecentIds();
  /** How many entries lie before the next page. What is inserted meanwhile can only push an unread entry behind this. */
  let position = 0;
  let length: number = PAGE_LENGTHS[0];
  let withoutNews = 0;

  return {
    async next() {
      const page = await readPage(inflow, { position, length });
      const { payments, unreadable } = page;
      const count = payments.length + unreadable;
      const isNew = recent.add(payments.map(({ id }) => id));
      const fresh = payments.filter(({ id }) => isNew(id));
      withoutNews = fresh.length > 0 ? 0 : withoutNews + 1;
      const times = fresh.map(timeOf);
      order.add(times);
      // The first page is shorter than asked for where the provider cuts pages, and whether the next one begins where this
      // one ends is then not known: with a length that the provider grants it does.
      const isCut = position === 0 && count > 0 && count < page.length;
      length = (isCut ? longestUpTo(count) : null) ?? page.length;
      position = isCut ? Math.floor(count / length) * length : page.position + length;
      if (count === 0 || withoutNews >= PAGES_WITHOUT_NEWS) return { payments, unreadable, end: 'list' };
      const isPast =
        times.length > 0 && order.isBackwards() && times.every((each) => each < since - ORDER_SLACK_MS);
      return { payments, unreadable, end: isPast ? 'since' : null };
    },
  };
}

type Place = { readonly position: number; readonly length: number };

async function readPage(inflow: Pick<InflowClient, 'listPayments'>, wanted: Place) {
  let place = wanted;
  let tries = 1;
  for (;;) {
    const { position, length } = place;
    try {
      const options = length <= SHORT_PAGE ? { maxResponseBytes: LARGEST_SHORT_PAGE_BYTES } : {};
      const page = await inflow.listPayments({ page: position / length + 1, limit: length }, options);
      return { ...page, ...place };
    } catch (error) {
      if (!(error instanceof InflowError)) throw error;
      const shorter = mayBeTooLong(error) ? longestUpTo(length - 1) : null;
      if (shorter !== null) {
        // Begins with entries that were read already where the position is not at the beginning of a shorter page.
        place = { length: shorter, position: Math.floor(position / shorter) * shorter };
        tries = 1;
        continue;
      }
      // Beyond the client's own retries: starting over would cost all pages before this one.
      if (tries >= PAGE_TRIES) throw error;
      tries += 1;
    }
  }
}

function mayBeTooLong(error: InflowError): boolean {
  const isRefused = error.kind === 'validation' || error.kind === 'unexpected_status';
  return isRefused || ('reason' in error && error.reason === 'too_large');
}

function longestUpTo(length: number): number | null {
  return PAGE_LENGTHS.find((each) => each <= length) ?? null;
}

function timeOf({ createdAt }: ListedPayment): number {
  return createdAt === null ? Number.NaN : Date.parse(createdAt);
}

/** Whether times have been seen to run backwards, by more than the slack, and never forwards by more than that. */
function createOrderWatch() {
  let newest = Number.NEGATIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  let isBroken = false;
  return {
    add(times: readonly number[]): void {
      for (const time of times) {
        // Also where there is no time.
        if (!(time <= oldest + ORDER_SLACK_MS)) isBroken = true;
        newest = Math.max(newest, time);
        oldest = Math.min(oldest, time);
      }
    },
    isBackwards: () => !isBroken && newest - oldest > ORDER_SLACK_MS,
  };
}

/** Remembers the ids of the first page and of the last few: those of a whole list may be millions. */
function createRecentIds() {
  let first: ReadonlySet<string> | null = null;
  let last: readonly ReadonlySet<string>[] = [];
  return {
    /** Returns which of all ids were not on one of those pages. */
    add(ids: readonly string[]): (id: string) => boolean {
      const before = first === null ? [] : [first, ...last];
      const page = new Set(ids);
      first ??= page;
      last = [...last, page].slice(-PAGES_WITHOUT_NEWS);
      return (id) => !before.some((each) => each.has(id));
    },
  };
}
