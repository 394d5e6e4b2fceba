import {
  InflowServerError,
  InflowUnreadableAnswerError,
  InflowValidationError,
} from '@checkout/inflow/errors';
import type { ListedPayment } from '@checkout/inflow/wire';
import { describe, expect, test } from 'vitest';
import { type PaymentPage, readPaymentList } from './payment-list.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-01-01T12:00:00Z');
const facts = { operation: 'listPayments', httpStatus: null, requestSent: true } as const;

type Asked = { readonly page: number; readonly limit: number; readonly maxBytes: number };

/** Inflow's list, as one of its possible implementations answers. `entries` is in the order of the list. */
class TestList {
  readonly asked: Asked[] = [];
  entries: ListedPayment[];
  answer = (all: readonly ListedPayment[], { page, limit }: Asked) =>
    all.slice((page - 1) * limit, page * limit);
  /** Runs after each page: the shop goes on. */
  afterPage = () => {};

  constructor(entries: readonly ListedPayment[]) {
    this.entries = [...entries];
  }

  async listPayments(
    { page = 1, limit = 20 }: { page?: number | undefined; limit?: number | undefined } = {},
    { maxResponseBytes: maxBytes = 1024 * 1024 }: { maxResponseBytes?: number | undefined } = {},
  ) {
    const asked = { page, limit, maxBytes };
    this.asked.push(asked);
    const payments = this.answer(this.entries, asked);
    this.afterPage();
    return { payments, unreadable: 0 };
  }
}

/** One a minute, the newest first. */
function made(count: number, { prefix = 'pay', newest = NOON } = {}): ListedPayment[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}_${index}`,
    status: 'PAYMENT_SUCCESS',
    metadatas: {},

    amountInCents: null,
    currency: null,
    createdAt: new Date(newest - index * MINUTE).toISOString(),
  }));
}

async function readAll(inflow: TestList, since = Number.NEGATIVE_INFINITY) {
  const list = readPaymentList(inflow, since);
  const ids = new Set<string>();
  let page: PaymentPage;
  do {
    page = await list.next();
    for (const { id } of page.payments) ids.add(id);
    expect(inflow.asked.length, 'the reading ends').toBeLessThan(1_000);
  } while (page.end === null);
  return { ids, end: page.end };
}

const idsOf = (entries: readonly ListedPayment[]) => new Set(entries.map(({ id }) => id));

const ORDERS = {
  'newest first': (entries: ListedPayment[]) => entries,
  'oldest first': (entries: ListedPayment[]) => entries.toReversed(),
  'no order': (entries: ListedPayment[]) => entries.toSorted((a, b) => scattered(a) - scattered(b)),
  'no times': (entries: ListedPayment[]) => entries.map((entry) => ({ ...entry, createdAt: null })),
};

const scattered = ({ id }: ListedPayment) => (Number(id.split('_').at(-1)) * 7_919) % 10_007;

/** How a provider may answer a page that is longer than it likes. */
const PAGES: Record<string, (granted: number) => TestList['answer']> = {
  cut:
    (granted) =>
    (all, { page, limit }) => {
      const length = Math.min(limit, granted);
      return all.slice((page - 1) * length, page * length);
    },
  'cut, but counted as asked for':
    (granted) =>
    (all, { page, limit }) =>
      all.slice((page - 1) * limit, (page - 1) * limit + Math.min(limit, granted)),
  refused:
    (granted) =>
    (all, { page, limit }) => {
      if (limit > granted) throw new InflowValidationError({ ...facts, httpStatus: 400 }, []);
      return all.slice((page - 1) * limit, page * limit);
    },
  'too large':
    (granted) =>
    (all, { page, limit, maxBytes }) => {
      const bytes = (all.slice((page - 1) * limit, page * limit).length * (1024 * 1024)) / granted;
      if (bytes > maxBytes) throw new InflowUnreadableAnswerError(facts, 'too_large');
      return all.slice((page - 1) * limit, page * limit);
    },
  'the last page again and again':
    (granted) =>
    (all, { page, limit }) => {
      const length = Math.min(limit, granted);
      const last = Math.max(1, Math.ceil(all.length / length));
      return all.slice((Math.min(page, last) - 1) * length, Math.min(page, last) * length);
    },
};

describe.each(Object.entries(ORDERS))('a list with %s', (_order, arrange) => {
  describe.each(Object.keys(PAGES))('pages over a length are %s', (kind) => {
    test.each([100, 50, 30, 20, 7])('is read to its end (pages of %i)', async (granted) => {
      for (const length of [0, 1, 19, 20, 45, 99, 100, 101, 230, 3_000]) {
        const entries = arrange(made(length));
        const inflow = new TestList(entries);
        const answer = PAGES[kind]?.(granted);
        if (answer !== undefined) inflow.answer = answer;
        expect(await readAll(inflow)).toEqual({ ids: idsOf(entries), end: 'list' });
      }
    });
  });
});

describe('payments that are made while the list is read hide no other', () => {
  test.each([1, 30, 99, 100, 101, 150, 250])('newest first, %i in front of each page', async (each) => {
    const entries = made(400);
    const inflow = new TestList(entries);
    let rounds = 0;
    inflow.afterPage = () => {
      // A burst, not for ever: a list that grows by whole pages as fast as it is read has no end.
      if (rounds < 2)
        inflow.entries.unshift(...made(each, { prefix: `new_${rounds}`, newest: NOON + MINUTE }));
      rounds += 1;
    };
    const { ids } = await readAll(inflow);
    expect([...idsOf(entries)].filter((id) => !ids.has(id))).toEqual([]);
  });

  test('oldest first, behind the last page', async () => {
    const entries = made(400).toReversed();
    const inflow = new TestList(entries);
    inflow.afterPage = () => {
      if (inflow.asked.length < 4)
        inflow.entries.push(...made(60, { prefix: `new_${inflow.asked.length}`, newest: NOON + MINUTE }));
    };
    const { ids } = await readAll(inflow);
    expect(ids).toEqual(idsOf(inflow.entries));
  });
});

describe('a list of 1000 payments, one a minute, of which those of the last ten minutes are asked for', () => {
  const since = NOON - 10 * MINUTE;

  test('newest first: what is too old is not read', async () => {
    const inflow = new TestList(made(1_000));
    const { ids, end } = await readAll(inflow, since);
    expect(end).toBe('since');
    expect(inflow.asked).toHaveLength(2);
    expect(ids).toContain('pay_10');
  });

  test('newest first, but for a few seconds: what is too old is not read', async () => {
    const inflow = new TestList(
      made(1_000).map((entry, index) => {
        const time = Date.parse(entry.createdAt ?? '') + (index % 3) * 50_000;
        return { ...entry, createdAt: new Date(time).toISOString() };
      }),
    );
    expect((await readAll(inflow, since)).end).toBe('since');
    expect(inflow.asked).toHaveLength(2);
  });

  test.each(['oldest first', 'no order', 'no times'] as const)('%s: everything is read', async (order) => {
    const inflow = new TestList(ORDERS[order](made(1_000)));
    const { ids, end } = await readAll(inflow, since);
    expect(end).toBe('list');
    expect(ids.size).toBe(1_000);
  });

  test('an old page in front of newer ones ends nothing', async () => {
    const old = made(200, { prefix: 'old', newest: NOON - 3_000 * MINUTE }).toReversed();
    const inflow = new TestList([...old, ...made(200)]);
    expect((await readAll(inflow, since)).ids).toContain('pay_0');
  });

  test('payments of one moment show no order', async () => {
    const inflow = new TestList([
      ...made(100, { prefix: 'old' }).map((entry) => ({ ...entry, createdAt: '2025-12-01T00:00:00Z' })),
      ...made(1),
    ]);
    expect((await readAll(inflow, since)).ids).toContain('pay_0');
  });
});

test('a page that fails is asked for again, and the reading goes on from there when that was in vain', async () => {
  const entries = made(250);
  const inflow = new TestList(entries);
  const { answer } = inflow;
  let failures = 0;
  inflow.answer = (all, asked) => {
    if (asked.page === 2 && failures < 4) {
      failures += 1;
      throw new InflowServerError({ ...facts, httpStatus: 503 }, null);
    }
    return answer(all, asked);
  };
  const list = readPaymentList(inflow, Number.NEGATIVE_INFINITY);
  expect((await list.next()).payments).toEqual(entries.slice(0, 100));
  await expect(list.next()).rejects.toThrow(InflowServerError);
  expect((await list.next()).payments).toEqual(entries.slice(100, 200));
});
