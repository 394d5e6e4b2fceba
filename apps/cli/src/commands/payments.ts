import { type CheckoutClient, CheckoutError } from '@checkout/client';
import type { Command } from 'commander';
import { action, type Cli } from '../cli.ts';
import { confirm } from '../confirm.ts';
import { money, when } from '../format.ts';
import { count } from '../options.ts';
import { columns } from '../output.ts';
import { Problem } from '../problem.ts';

type Payment = Awaited<ReturnType<CheckoutClient['payments']['get']['query']>>;
type Row = Awaited<ReturnType<CheckoutClient['payments']['list']['query']>>['payments'][number];
type Listing = {
  readonly status?: string;
  readonly session?: string;
  readonly limit: number;
  readonly cursor?: string;
};

export function addPayments(program: Command): void {
  const payments = program.command('payments').description('list, search, show and refund payments');
  payments
    .command('list', { isDefault: true })
    .description('the newest first')
    .option('--status <status>', "Inflow's, such as CHECKOUT_SUCCESS")
    .option('--session <id>', 'only of this session: its id or reference')
    .option('--limit <count>', 'how many at most', count(1, 100), 20)
    .option('--cursor <cursor>', 'the next page, as the page before has printed it')
    .action(action<Listing>(listPayments));
  payments
    .command('search <text>')
    .description('by id, session, e-mail address, product or metadata')
    .option('--newest <count>', 'how many payments to look through', count(1, 100_000), 1000)
    .action(action<{ readonly newest: number }>(searchPayments));
  payments
    .command('show <id>')
    .description('one payment with its timeline')
    .action(
      action(async ({ client, out }, _, [paymentId = '']) => {
        const payment = await client.payments.get.query({ paymentId });
        out.data(payment);
        for (const line of lines(payment)) out.say(line);
      }),
    );
  payments
    .command('refund <id>')
    .description('refund a payment in full')
    .option('--reason <text>', 'kept, and sent to Inflow')
    .option('--yes', 'do not ask')
    .action(action<{ readonly reason?: string; readonly yes?: true }>(refundPayment));
}

function tell({ out }: Cli, rows: readonly Row[]): void {
  const cells = rows.map((row) => [
    row.createdAt === null ? '-' : when(row.createdAt),
    row.status,
    row.id,
    money(row.amountTaxesIncluded ?? row.amountInCents, row.currency),
    row.customerEmail ?? '-',
    row.decline?.code ??
      (row.refund === null || row.refund === 'refunded' ? (row.refund ?? '') : `refund ${row.refund}`),
  ]);
  for (const line of columns(cells)) out.say(line);
  if (cells.length === 0) out.say('No payments.');
}

async function listPayments(cli: Cli, { status, session, limit, cursor }: Listing): Promise<void> {
  const page = await cli.client.payments.list.query({
    limit,
    ...(status === undefined ? {} : { status }),
    ...(session === undefined ? {} : { sessionId: session }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  cli.out.data(page);
  tell(cli, page.payments);
  if (page.nextCursor !== null) cli.out.say(`More with --cursor ${page.nextCursor}`);
}

async function searchPayments(
  cli: Cli,
  { newest }: { readonly newest: number },
  [text = '']: readonly string[],
): Promise<void> {
  const { client, out } = cli;
  if (/^(cs|ref)_/.test(text)) {
    const { payments } = await client.payments.list.query({ sessionId: text, limit: 100 });
    out.data({ payments });
    return tell(cli, payments);
  }
  const found: Row[] = [];
  let seen = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<CheckoutClient['payments']['list']['query']>> =
      await client.payments.list.query({ limit: 100, cursor });
    found.push(...page.payments.filter((payment) => has(payment, text)));
    seen += page.payments.length;
    cursor = page.nextCursor;
  } while (cursor !== null && seen < newest);
  out.data({ payments: found, seen });
  tell(cli, found);
  if (cursor !== null) out.say(`Looked through the newest ${seen}; --newest looks further back.`);
}

function has({ id, customerEmail, products, metadatas }: Row, text: string): boolean {
  const wanted = text.toLowerCase();
  const own = Object.entries(metadatas).filter(([key]) => !key.startsWith('checkout'));
  const texts = [
    id,
    customerEmail ?? '',
    ...products.map(({ name }) => name),
    ...own.map(([, value]) => String(value)),
  ];
  return texts.some((each) => each.toLowerCase().includes(wanted));
}

function lines(payment: Payment): string[] {
  const facts = [
    ['Payment', payment.id],
    ['Status', payment.status],
    ['Amount', money(payment.amountInCents, payment.currency)],
    ['With tax', money(payment.amountTaxesIncluded, payment.currency)],
    ['Customer', payment.customerEmail ?? '-'],
    ['Session', payment.sessionId ?? '-'],
    ['Decline', payment.decline?.code ?? '-'],
    ['Refund', payment.refund ?? '-'],
  ];
  const inflow = payment.timeline.map(({ status, timestamp }) => ({
    at: timestamp,
    cells: ['Inflow', status],
  }));
  const ours = payment.history.map(({ at, actor, action, from, to }) => ({
    at,
    cells: [actor, from === null && to === null ? action : `${action}: ${from ?? '-'} → ${to ?? '-'}`],
  }));
  // Each keeps its own order where times are equal.
  const timeline = [...inflow, ...ours].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...columns(facts), '', ...columns(timeline.map(({ at, cells }) => [when(at), ...cells]))];
}

type Refunding = { readonly reason?: string; readonly yes?: true };

async function refundPayment(
  { client, out }: Cli,
  { reason, yes }: Refunding,
  [paymentId = '']: readonly string[],
): Promise<void> {
  const { amountTaxesIncluded, amountInCents, currency, customerEmail } = await client.payments.get.query({
    paymentId,
  });
  const amount = money(amountTaxesIncluded ?? amountInCents, currency);
  await confirm(`Refund ${amount} to ${customerEmail ?? 'the customer'}?`, yes === true);
  try {
    const payment = await client.payments.refund.mutate({
      paymentId,
      ...(reason === undefined ? {} : { reason }),
    });
    out.data(payment);
    out.say(`${paymentId}: the refund of ${amount} is ${payment.refund}.`);
  } catch (error) {
    if (error instanceof CheckoutError && error.reason === 'ALREADY_REFUNDED')
      throw new Problem(`${paymentId} is refunded, or a refund of it is under way.`);
    throw error;
  }
}
