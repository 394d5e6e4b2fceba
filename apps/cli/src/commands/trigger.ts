import { type CheckoutEvent, watchEvents } from '@checkout/client';
import type { Command } from 'commander';
import { lastCursor } from '../all-events.ts';
import { action, type Cli } from '../cli.ts';
import { eventLine } from '../event-line.ts';
import { responseText } from '../forward/deliver.ts';
import { count } from '../options.ts';
import { Problem } from '../problem.ts';
import { NOT_TRIGGERED, RECIPES } from '../trigger/recipes.ts';
import { openSandbox } from '../trigger/sandbox.ts';
import { type Disturbances, type Tried, tryReceiver } from '../trigger/trial.ts';
import { readUrl } from '../urls.ts';

type Triggering = {
  readonly forwardTo?: string;
  readonly double?: true;
  readonly reorder?: true;
  readonly delay?: number;
  readonly misSign?: true;
  readonly timeout: number;
};

export function addTrigger(program: Command): void {
  program
    .command('trigger <type>')
    .description('make an event really happen, by a session that is paid in the sandbox')
    .option('--forward-to <url>', 'send the events to this receiver as well')
    .option('--double', 'each twice at the same time')
    .option('--reorder', 'the newest first')
    .option('--delay <seconds>', 'each so much later', count(1, 3600))
    .option('--mis-sign', 'before each, the same with a wrong signature')
    .option('--timeout <seconds>', 'how long the event may take', count(1, 3600), 60)
    .addHelpText('after', MORE)
    .action(action<Triggering>(trigger));
}

const MORE = `
Types: ${Object.keys(RECIPES).join(', ')}.

With --forward-to the receiver is put to the test. Every genuine event has to be taken with 2xx, one with a wrong
signature refused with 4xx; whether two of the same are worked off once is for you to see. The events are signed with
the secret that checkout listen prints. It ends with 1 when the receiver does otherwise.`;

async function trigger(cli: Cli, options: Triggering, [type = '']: readonly string[]): Promise<void> {
  const recipe = Object.hasOwn(RECIPES, type) ? RECIPES[type] : undefined;
  if (recipe === undefined) throw new Problem(whyNot(type));
  const disturbances = disturbancesOf(options);
  const receiver =
    options.forwardTo === undefined
      ? null
      : { url: readUrl(options.forwardTo, '--forward-to'), secret: cli.eventsSecret };
  const { client, out } = cli;
  const sandbox = await openSandbox(await simulatedAt(cli));
  const after = await lastCursor(client);
  const sessionId = await recipe({ client, sandbox, note: out.note });
  const events = await eventsUntil(cli, { type, sessionId, after, seconds: options.timeout });
  for (const event of events) out.say(eventLine(event));
  const tried: Tried[] = [];
  if (receiver !== null) {
    for await (const each of tryReceiver(events, receiver, disturbances)) {
      tried.push(each);
      out.say(verdict(each));
    }
  }
  out.data({ events, deliveries: tried });
  if (tried.some(({ good }) => !good)) {
    out.say('The receiver does not do what it has to.');
    process.exitCode = 1;
  }
}

function whyNot(type: string): string {
  const reason = Object.hasOwn(NOT_TRIGGERED, type) ? NOT_TRIGGERED[type] : undefined;
  return (
    reason ?? `${type} is no event type. Those that can be triggered: ${Object.keys(RECIPES).join(', ')}.`
  );
}

function disturbancesOf({ forwardTo, double, reorder, delay, misSign }: Triggering): Disturbances {
  const asked = [double, reorder, delay, misSign].some((each) => each !== undefined);
  if (asked && forwardTo === undefined)
    throw new Problem(
      '--double, --reorder, --delay and --mis-sign are for a receiver: name it with --forward-to.',
    );
  return {
    double: double === true,
    reorder: reorder === true,
    delayMs: (delay ?? 0) * 1000,
    misSign: misSign === true,
  };
}

/** Where the checkout's payments are simulated. @throws Problem where they are real */
async function simulatedAt({ client, url, settings }: Cli): Promise<string> {
  const { testMode, inflowUrl } = await client.doctor.check.query({});
  if (!testMode)
    throw new Problem(`The payments of ${url} are real: only those of a sandbox can be triggered.`);
  return settings.sandboxUrl ?? inflowUrl;
}

type Expected = {
  readonly type: string;
  readonly sessionId: string;
  readonly after: string;
  readonly seconds: number;
};

/** The session's events, up to the one that is waited for. */
async function eventsUntil(
  { client }: Cli,
  { type, sessionId, after, seconds }: Expected,
): Promise<CheckoutEvent[]> {
  const signal = AbortSignal.timeout(seconds * 1000);
  const events: CheckoutEvent[] = [];
  for await (const { event } of watchEvents(client, { after, sessionId, signal })) {
    events.push(event);
    if (event.type === type) return events;
  }
  throw new Problem(
    `${type} has not come within ${seconds} s: checkout doctor says whether webhooks arrive, --timeout waits longer.`,
  );
}

function verdict({ event, signature, response, good }: Tried): string {
  const what = signature === 'genuine' ? event.type : `${event.type} with a wrong signature`;
  const should =
    signature === 'genuine'
      ? 'it has to be taken with 2xx'
      : 'it has to be refused with 4xx: verify before anything else';
  return `  ${good ? 'good' : 'BAD '}  ${what}  ${responseText(response)}${good ? '' : ` (${should})`}`;
}
