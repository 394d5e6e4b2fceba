import { watchEvents } from '@checkout/client';
import type { Command } from 'commander';
import { type EventTypes, lastCursor, newestEvents } from '../all-events.ts';
import { action, type Cli } from '../cli.ts';
import { eventLine } from '../event-line.ts';
import { count, cursor, several } from '../options.ts';
import { untilInterrupted } from '../until-interrupted.ts';

type Filter = { readonly type?: string[]; readonly session?: string };
type Listing = Filter & { readonly after?: string; readonly limit: number };
type Tailing = Filter & { readonly after?: string };

export function addEvents(program: Command): void {
  program
    .command('events')
    .description('list events: the newest, or those behind a cursor')
    .option('--after <cursor>', 'those behind this cursor; 0: from the first on', cursor)
    .option('--limit <count>', 'how many at most', count(1, 500), 20)
    .option('--type <type>', 'only of this type; may be repeated', several)
    .option('--session <id>', 'only of this session: its id or reference')
    .action(action<Listing>(listEvents));
  program
    .command('tail')
    .description('print events as they happen, until Ctrl-C')
    .option('--after <cursor>', 'begin behind this cursor, instead of now', cursor)
    .option('--type <type>', 'only of this type; may be repeated', several)
    .option('--session <id>', 'only of this session: its id or reference')
    .action(action<Tailing>(tailEvents));
}

/** The filter as the checkout takes it: it names a type that it does not know. */
export function filterOf({ type, session }: Filter) {
  return {
    ...(type === undefined ? {} : { types: type as EventTypes }),
    ...(session === undefined ? {} : { sessionId: session }),
  };
}

async function listEvents({ client, out }: Cli, { after, limit, ...filter }: Listing): Promise<void> {
  const asked = filterOf(filter);
  const page =
    after === undefined
      ? await newestEvents(client, limit, asked)
      : await client.events.list.query({ ...asked, after, limit });
  out.data(page);
  for (const event of page.events) out.say(eventLine(event));
  out.say(page.events.length === 0 ? 'No events.' : `Go on with --after ${page.cursor}`);
}

async function tailEvents({ client, out, url }: Cli, { after, ...filter }: Tailing): Promise<void> {
  await untilInterrupted(async (signal) => {
    let seen = after ?? (await lastCursor(client));
    out.note(`Events of ${url}. Ctrl-C ends.`);
    for await (const { event, cursor } of watchEvents(client, { ...filterOf(filter), after: seen, signal })) {
      out.say(eventLine(event));
      out.data({ cursor, event });
      seen = cursor;
    }
    out.note(`Go on with --after ${seen}`);
  });
}
