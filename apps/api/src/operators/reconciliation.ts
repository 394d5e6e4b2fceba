import type { ListedPayment } from '@checkout/inflow/wire';
import type { ExportSpan } from '@checkout/schemas/export';
import { sql } from 'drizzle-orm';
import { AppError } from '../app-error.ts';
import { readPaymentList } from '../attempts/payment-list.ts';
import { namesAnother } from '../attempts/payment-metadata.ts';
import { streamRows } from '../db/row-stream.ts';
import type { ConsoleDeps } from './signed-in.ts';

/** What differs; `none`: nothing does. `missing_here`, `missing_at_inflow`: only the other has it. */
type Difference =
  | 'missing_here'
  | 'missing_at_inflow'
  | 'unreadable_at_inflow'
  | 'status'
  | 'amount'
  | 'currency'
  | 'none';

type Line = {
  readonly payment_id: string;
  readonly difference: Difference;
  readonly created_at: string | null;
  readonly our_status: string | null;
  readonly inflow_status: string | null;
  readonly our_amount_cents: number | null;
  readonly inflow_amount_cents: number | null;
  readonly our_currency: string | null;
  readonly inflow_currency: string | null;
};

type Ours = {
  readonly id: string;
  readonly at: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
};

const LONGEST_DAYS = 92;
const DAY_MS = 86_400_000;

/**
 * Our payments of a span against Inflow's list, the differences first. Inflow's list is read once, page by page, and each page
 * compared with our rows; what remains in memory is the ids that were seen, so a span has 92 days at most. Payments that name
 * another installation are none of ours. A payment that was made meanwhile may be listed late, and read as missing.
 * @throws AppError `INVALID_INPUT` for a longer span.
 */
export async function* reconcileSpan(deps: ConsoleDeps, span: ExportSpan): AsyncGenerator<Line, void, void> {
  const [from, to] = [Date.parse(span.from), Date.parse(span.to) + DAY_MS];
  if (to <= from || to - from > LONGEST_DAYS * DAY_MS)
    throw new AppError('INVALID_INPUT', { to: ['invalid'] });
  const seen = new Set<string>();
  const differing = new Set<string>();
  const list = readPaymentList(deps.inflow, from);
  for (let end: string | null = null; end === null; ) {
    const page = await list.next();
    end = page.end;
    // An entry of which not even the id can be read: the file must not look whole.
    for (let count = 0; count < page.unreadable; count += 1) yield lineOf(null, null, 'unreadable_at_inflow');
    for (const line of await compare(
      deps,
      page.payments.filter((listed) => isWithin(listed, from, to)),
    )) {
      seen.add(line.payment_id);
      if (line.difference === 'none') continue;
      differing.add(line.payment_id);
      yield line;
    }
  }
  for await (const ours of readOurs(deps, from, to))
    if (!seen.has(ours.id)) yield lineOf(ours, null, 'missing_at_inflow');
  for await (const ours of readOurs(deps, from, to))
    if (seen.has(ours.id) && !differing.has(ours.id)) yield lineOf(ours, asListed(ours), 'none');
}

/** One without a time that can be read belongs to every span: it must not be overlooked. */
function isWithin({ createdAt }: ListedPayment, from: number, to: number): boolean {
  const at = Date.parse(createdAt ?? '');
  return Number.isNaN(at) || (at >= from && at < to);
}

const CREATED = sql.raw('coalesce(provider_created_at, created_at)');
const COLUMNS = sql.raw(
  `id, to_char(coalesce(provider_created_at, created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
   status, coalesce((large_amounts ->> 'amount')::bigint, amount)::float8 as amount, currency`,
);

async function compare({ db, installation }: ConsoleDeps, listed: readonly ListedPayment[]): Promise<Line[]> {
  if (listed.length === 0) return [];
  const ids = listed.map(({ id }) => id);
  const { rows } = await db.execute<Ours>(
    sql`select ${COLUMNS} from payments where id = any(${sql.param(ids)})`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap((theirs) => {
    const ours = byId.get(theirs.id) ?? null;
    if (ours === null && namesAnother({ metadatas: theirs.metadatas ?? {} }, installation.id)) return [];
    return [lineOf(ours, theirs, differenceOf(ours, theirs))];
  });
}

function differenceOf(ours: Ours | null, theirs: ListedPayment): Difference {
  if (ours === null) return 'missing_here';
  if (ours.status !== theirs.status) return 'status';
  if (theirs.amountInCents !== null && ours.amount !== theirs.amountInCents) return 'amount';
  if (theirs.currency !== null && ours.currency !== theirs.currency) return 'currency';
  return 'none';
}

async function* readOurs({ db }: ConsoleDeps, from: number, to: number): AsyncGenerator<Ours, void, void> {
  const { rows } = await streamRows(
    db,
    sql`select ${COLUMNS} from payments
      where ${CREATED} >= ${new Date(from).toISOString()}::timestamptz and ${CREATED} < ${new Date(to).toISOString()}::timestamptz
      order by created_at, id`,
  );
  for await (const row of rows) yield row as Ours;
}

/** Where nothing differs, Inflow's side is ours. */
const asListed = ({ id, status, amount, currency, at }: Ours): Theirs => ({
  id,
  status,
  amountInCents: amount,
  currency,
  createdAt: at,
});

type Theirs = Pick<ListedPayment, 'id' | 'status' | 'amountInCents' | 'currency' | 'createdAt'>;

function lineOf(ours: Ours | null, theirs: Theirs | null, difference: Difference): Line {
  return {
    payment_id: ours?.id ?? theirs?.id ?? '',
    difference,
    created_at: ours?.at ?? theirs?.createdAt ?? null,
    our_status: ours?.status ?? null,
    inflow_status: theirs?.status ?? null,
    our_amount_cents: ours?.amount ?? null,
    inflow_amount_cents: theirs?.amountInCents ?? null,
    our_currency: ours?.currency ?? null,
    inflow_currency: theirs?.currency ?? null,
  };
}
