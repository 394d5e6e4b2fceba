import { setTimeout as pause } from 'node:timers/promises';
import { type WatchedEvent, watchEvents } from '@checkout/client';
import type { Command } from 'commander';
import { lastCursor } from '../all-events.ts';
import { action, type Cli } from '../cli.ts';
import { eventLine } from '../event-line.ts';
import { keepCursor, readCursor } from '../forward/cursor-file.ts';
import { deliver, isTaken, responseText } from '../forward/deliver.ts';
import { type Routes, readRoutes } from '../forward/routes.ts';
import { cursor, several } from '../options.ts';
import { Problem } from '../problem.ts';
import { untilInterrupted } from '../until-interrupted.ts';

type Listening = {
  readonly forwardTo?: string;
  readonly route?: string[];
  readonly after?: string;
  readonly cursorFile?: string;
  readonly once?: true;
};

/** Of a receiver that does not take an event; the last one over and over. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

export function addListen(program: Command): void {
  program
    .command('listen')
    .description('forward events to a receiver on your machine, in order, until Ctrl-C')
    .option('--forward-to <url>', 'where to, such as localhost:4242/events')
    .option(
      '--route <type=url>',
      'events of this type (payment.* for several) to a URL of their own',
      several,
    )
    .option('--after <cursor>', 'begin behind this cursor, instead of now', cursor)
    .option('--cursor-file <file>', 'keep the cursor there, and begin behind it')
    .option('--once', 'send each event once, taken or not')
    .addHelpText('after', MORE)
    .action(action<Listening>(listen));
}

const MORE = `
It asks the checkout, so that no firewall has to let anything in. Each event is signed as a delivery of the checkout
(Standard Webhooks), with the secret that is printed at the start. One that is not taken with 2xx is sent again, and
those behind it wait: nothing is lost, and nothing comes out of order.`;

async function listen(
  cli: Cli,
  { forwardTo, route = [], after, cursorFile, once }: Listening,
): Promise<void> {
  const { client, out, url, eventsSecret } = cli;
  if (forwardTo === undefined && route.length === 0)
    throw new Problem('Say where to with --forward-to, such as --forward-to localhost:4242/events.');
  const routes = readRoutes(route, forwardTo);
  const kept = cursorFile === undefined ? null : readCursor(cursorFile);
  await untilInterrupted(async (signal) => {
    let seen = after ?? kept ?? (await lastCursor(client));
    out.note(`Events of ${url}, signed with ${eventsSecret}`);
    out.note('Give that secret to your receiver. Ctrl-C ends.');
    for await (const watched of watchEvents(client, { after: seen, signal })) {
      const isDone = await forward(cli, watched, { routes, signal, isSentOnce: once === true });
      if (!isDone) break;
      seen = watched.cursor;
      if (cursorFile !== undefined) keepCursor(cursorFile, seen);
    }
    out.note(`Go on with --after ${seen}`);
  });
}

type Forwarding = { readonly routes: Routes; readonly signal: AbortSignal; readonly isSentOnce: boolean };

/** Sends one event until it is taken. Returns false where the signal ends that. */
async function forward(
  { out, eventsSecret }: Cli,
  { event, cursor }: WatchedEvent,
  { routes, signal, isSentOnce }: Forwarding,
): Promise<boolean> {
  const url = routes(event.type);
  out.say(eventLine(event));
  if (url === null) {
    out.data({ cursor, event, url, response: null });
    out.say('  no route: not sent');
    return true;
  }
  for (let tries = 0; ; tries += 1) {
    const response = await deliver(event, { url, secret: eventsSecret }, signal);
    // Whether the receiver has had it is not known: it is sent again by the next start.
    if (signal.aborted) return isTaken(response);
    const isDone = isTaken(response) || isSentOnce;
    const wait = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0;
    out.data({ cursor, event, url, response });
    out.say(`  → ${url}  ${responseText(response)}${isDone ? '' : `; again in ${wait / 1000} s`}`);
    if (isDone) return true;
    await pause(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
  }
}
