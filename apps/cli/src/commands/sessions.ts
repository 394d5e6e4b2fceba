import type { CheckoutClient } from '@checkout/client';
import type { Command } from 'commander';
import { action, type Cli } from '../cli.ts';
import { money, when } from '../format.ts';
import { count } from '../options.ts';
import { columns } from '../output.ts';

type Session = Awaited<ReturnType<CheckoutClient['sessions']['get']['query']>>;
type SessionStatus = NonNullable<Parameters<CheckoutClient['sessions']['list']['query']>[0]['status']>;
type Listing = {
  readonly status?: string;
  readonly unacknowledged?: true;
  readonly limit: number;
  readonly cursor?: string;
};
type Creating = {
  readonly price: number;
  readonly name: string;
  readonly currency: string;
  readonly email?: string;
  readonly key?: string;
};

export function addSessions(program: Command): void {
  const sessions = program.command('sessions').description('list, show, create and end sessions');
  sessions
    .command('list', { isDefault: true })
    .description('the newest first')
    .option('--status <status>', 'open, processing, complete, reversed or expired')
    .option('--unacknowledged', 'only paid ones that no sessions.acknowledge has named')
    .option('--limit <count>', 'how many at most', count(1, 100), 20)
    .option('--cursor <cursor>', 'the next page, as the page before has printed it')
    .action(action<Listing>(listSessions));
  sessions
    .command('show <id>')
    .description('one session with its history, by its id or reference')
    .action(
      action(async ({ client, out }, _, [sessionId = '']) => {
        const session = await client.sessions.get.query({ sessionId });
        out.data(session);
        for (const line of lines(session)) out.say(line);
      }),
    );
  sessions
    .command('create')
    .description('a session of one product, and the page on which it is paid')
    .option('--price <cents>', 'of the product, before tax', count(1, 99_999_999), 3250)
    .option('--name <name>', 'of the product', 'Handbook')
    .option('--currency <code>', 'EUR or USD', 'EUR')
    .option('--email <address>', "the customer's")
    .option('--key <key>', 'idempotency key: the same one is the same session')
    .action(action<Creating>(createSession));
  sessions
    .command('expire <id>')
    .description('end a session that is not paid')
    .action(
      action(async ({ client, out }, _, [sessionId = '']) => {
        const session = await client.sessions.expire.mutate({ sessionId });
        out.data(session);
        out.say(`${session.reference} is ${session.status}.`);
      }),
    );
}

async function listSessions({ client, out }: Cli, options: Listing): Promise<void> {
  const page = await client.sessions.list.query({
    limit: options.limit,
    ...(options.status === undefined ? {} : { status: options.status as SessionStatus }),
    ...(options.unacknowledged === undefined ? {} : { unacknowledged: true }),
    ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
  });
  out.data(page);
  const rows = page.sessions.map((session) => [
    when(session.createdAt),
    session.status,
    session.reference,
    money(session.subtotal, session.currency),
    session.customerEmail ?? '-',
    session.paymentId ?? '-',
  ]);
  for (const line of columns(rows)) out.say(line);
  if (rows.length === 0) out.say('No sessions.');
  if (page.nextCursor !== null) out.say(`More with --cursor ${page.nextCursor}`);
}

async function createSession({ client, out }: Cli, options: Creating): Promise<void> {
  const created = await client.sessions.create.mutate({
    products: [{ name: options.name, price: options.price, quantity: 1 }],
    currency: options.currency as 'EUR',
    ...(options.email === undefined ? {} : { customerEmail: options.email }),
    ...(options.key === undefined ? {} : { idempotencyKey: options.key }),
  });
  out.data(created);
  out.say(`Session ${created.reference}`);
  out.say(`Pay at ${created.url}`);
}

function lines(session: Session): string[] {
  const { outcome } = session;
  const facts = [
    ['Reference', session.reference],
    ['Status', `${session.status}${session.guaranteed ? ', guaranteed' : ''}`],
    [
      session.pricingMode === 'TAX_INCLUSIVE' ? 'With tax' : 'Before tax',
      money(session.subtotal, session.currency),
    ],
    ['Customer', session.customerEmail ?? '-'],
    ['Payment', session.paymentId ?? '-'],
    ['Outcome', outcome?.status ?? '-'],
    ['Created', `${when(session.createdAt)} by ${session.createdBy}`],
    ['Expires', when(session.expiresAt)],
    ['Acknowledged', session.acknowledgement?.reference ?? '-'],
    ['Metadata', JSON.stringify(session.metadatas)],
    ['Page', session.url === '' ? '-' : session.url],
  ];
  const history = session.history.map(({ at, actor, action, from, to }) => [
    when(at),
    actor,
    action,
    from === null && to === null ? '' : `${from ?? '-'} → ${to ?? '-'}`,
  ]);
  return [...columns(facts), '', ...columns(history)];
}
