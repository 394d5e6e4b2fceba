import type { CheckoutClient } from '@checkout/client';
import type { Command } from 'commander';
import type { EventTypes } from '../all-events.ts';
import { action, type Cli } from '../cli.ts';
import { confirm } from '../confirm.ts';
import { when } from '../format.ts';
import { count, cursor, several } from '../options.ts';
import { columns } from '../output.ts';
import { Problem } from '../problem.ts';

type Trying = Awaited<ReturnType<CheckoutClient['endpoints']['test']['mutate']>>;

export function addEndpoints(program: Command): void {
  const endpoints = program
    .command('endpoints')
    .description('say where events are sent, and see how that goes');
  endpoints.command('list', { isDefault: true }).description('all of them').action(action(listEndpoints));
  endpoints
    .command('create <url>')
    .description('have events sent to a URL; prints the secret that signs them, this once')
    .option('--type <type>', 'only of this type; may be repeated', several)
    .action(
      action<{ readonly type?: string[] }>(async ({ client, out }, { type }, [url = '']) => {
        const types = type === undefined ? {} : { types: type as EventTypes };
        const created = await client.endpoints.create.mutate({ url, ...types });
        out.data(created);
        out.say(`${created.endpointId}  ${created.secret}`);
        out.say('Keep the secret where the receiver reads it: it is not shown again.');
      }),
    );
  endpoints
    .command('test <id>')
    .description('send one event now, and print the response')
    .action(
      action(async ({ client, out }, _, [endpointId = '']) => {
        const trying = await client.endpoints.test.mutate({ endpointId });
        out.data(trying);
        out.say(responseOf(trying));
      }),
    );
  for (const [name, state, done] of [
    ['pause', 'paused', 'is sent nothing until it is resumed'],
    ['resume', 'active', 'is sent what it has missed'],
  ] as const)
    endpoints
      .command(`${name} <id>`)
      .description(`the endpoint ${done}`)
      .action(
        action(async ({ client, out }, _, [endpointId = '']) => {
          const endpoint = await client.endpoints.update.mutate({ endpointId, state });
          out.data(endpoint);
          out.say(`${endpoint.url} ${done}.`);
        }),
      );
  endpoints
    .command('delete <id>')
    .description('send no events there any more')
    .option('--yes', 'do not ask')
    .action(
      action<{ readonly yes?: true }>(async ({ client, out }, { yes }, [endpointId = '']) => {
        await confirm(`Delete ${endpointId}, with the events that wait for it?`, yes === true);
        out.data(await client.endpoints.delete.mutate({ endpointId }));
        out.say(`${endpointId} is deleted.`);
      }),
    );
  endpoints
    .command('rotate-secret <id>')
    .description('make a new secret; the earlier one signs too for a time')
    .option('--overlap <hours>', 'for how long', count(0, 168), 24)
    .action(
      action<{ readonly overlap: number }>(async ({ client, out }, { overlap }, [endpointId = '']) => {
        const rotated = await client.endpoints.rotateSecret.mutate({ endpointId, overlapHours: overlap });
        out.data(rotated);
        out.say(`${rotated.endpointId}  ${rotated.secret}`);
      }),
    );
  endpoints
    .command('deliveries <id>')
    .description('what was sent there, and what it responded')
    .option('--waiting', 'only those that it has not taken')
    .option('--limit <count>', 'how many at most', count(1, 100), 20)
    .action(action<Deliveries>(listDeliveries));
  endpoints
    .command('replay <id>')
    .description('send events again')
    .option('--event <id>', 'this one')
    .option('--after <cursor>', 'those behind this cursor', cursor)
    .option('--up-to <cursor>', 'none behind this one', cursor)
    .action(action<Replaying>(replayEvents));
}

function responseOf({ status, duration, answer }: Trying): string {
  return `${status ?? 'no response'} in ${duration} ms  ${answer.replaceAll(/\s+/g, ' ').slice(0, 200)}`.trimEnd();
}

async function listEndpoints({ client, out }: Cli): Promise<void> {
  const found = await client.endpoints.list.query({});
  out.data(found);
  const rows = found.endpoints.map(({ endpointId, url, state, waiting, types, failingSince }) => [
    endpointId,
    state,
    `${waiting} waiting`,
    failingSince === null ? '' : `failing since ${when(failingSince)}`,
    url,
    types?.join(',') ?? 'all types',
  ]);
  for (const line of columns(rows)) out.say(line);
  if (rows.length === 0) out.say('No endpoints. Events can be pulled and watched without one.');
}

type Deliveries = { readonly waiting?: true; readonly limit: number };

async function listDeliveries(
  { client, out }: Cli,
  { waiting, limit }: Deliveries,
  [endpointId = '']: readonly string[],
): Promise<void> {
  const state = waiting === undefined ? {} : { state: 'waiting' as const };
  const page = await client.endpoints.deliveries.query({ endpointId, limit, ...state });
  out.data(page);
  for (const { eventId, type, state, tries, dueAt, attempts } of page.deliveries) {
    const next = dueAt === null ? '' : `, next at ${when(dueAt)}`;
    out.say(`${eventId}  ${type}  ${state} after ${tries} tries${next}`);
    const last = attempts.at(-1);
    if (last !== undefined) out.say(`  ${when(last.at)}  ${responseOf(last)}`);
  }
  if (page.deliveries.length === 0) out.say('No deliveries.');
}

type Replaying = { readonly event?: string; readonly after?: string; readonly upTo?: string };

async function replayEvents(
  { client, out }: Cli,
  { event, after, upTo }: Replaying,
  [endpointId = '']: readonly string[],
): Promise<void> {
  if ((event === undefined) === (after === undefined))
    throw new Problem('Say either --event, or --after and perhaps --up-to.');
  const replayed = await client.endpoints.replay.mutate({
    endpointId,
    ...(event === undefined ? { after } : { eventId: event }),
    ...(upTo === undefined ? {} : { upTo }),
  });
  out.data(replayed);
  out.say(`${replayed.events} events are sent again.`);
}
