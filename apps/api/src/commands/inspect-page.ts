// Compares a checkout's pages that arrive from outside with the build that should be there:
//   node main.js inspect-page https://pay.shop.example [folder of the build] [options]
// docs/security/page-integrity.md says when to run it, from where, and what it cannot find.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sessionIdSchema } from '@checkout/schemas/session';
import { EnvironmentError, readInspectToken } from '../env.ts';
import { readBuild } from '../pages/integrity/build.ts';
import { type Inspection, inspectCheckout, type Report } from '../pages/integrity/inspect-checkout.ts';
import { messageOf, openReceiver } from '../pages/integrity/receive.ts';
import { createServiceCalls } from '../pages/integrity/service-calls.ts';
import { WEB_FOLDER } from '../paths.ts';

const USAGE = `inspect-page <URL of the checkout, as in PUBLIC_URL> [folder of the build] [options]

A service token with the scopes pay and read, in INSPECT_TOKEN or the file that INSPECT_TOKEN_FILE names, lets it make a
session, look at its pages, end it, and find a receipt. It never pays.

  --session URL   look at this open session instead, which is not ended; needs no token
  --receipt URL   look at the receipt of this paid session instead of the newest
  --no-receipt    look at no receipt
  --api URL       where the token is sent, when not to the URL of the checkout

Ends with 0 (as built), 1 (something differs) or 2 (not all could be inspected).`;

/** A mistake of the caller: its message says what to do. */
class UsageError extends Error {}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const address = readUrl(positionals[0], 'Name the URL of the checkout, as in PUBLIC_URL');
  const folder = positionals[1] === undefined ? WEB_FOLDER : resolve(positionals[1]);
  const build = await readBuild(folder);
  if (build === null)
    throw new UsageError(
      `There is no inventory in ${folder}: build the web app, or name the folder of its build.`,
    );
  await using receiver = openReceiver();
  const report = await inspectCheckout({
    address,
    build,
    receiver,
    session: await readSession(address, values),
    receipt: readReceipt(values),
  });
  tell(address, report);
  if (report.differences.length > 0) return 1;
  return report.unseen.length > 0 ? 2 : 0;
}

function tell(address: string, report: Report): void {
  for (const line of report.inspected) say(`inspected: ${line}`);
  for (const line of report.leftOut) say(`left out: ${line}`);
  for (const line of report.unseen) say(`NOT INSPECTED: ${line}`);
  for (const line of report.differences) say(`DIFFERENCE: ${line}`);
  const { unseen, differences, pages } = report;
  const rest = unseen.length === 0 ? '' : ', not all inspected that should be';
  const count = `${differences.length} difference${differences.length === 1 ? '' : 's'}`;
  say(`${address}: ${pages} pages inspected, ${count}${rest}.`);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        api: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'no-receipt': { type: 'boolean' },
        receipt: { type: 'string' },
        session: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\n\n${USAGE}`);
  }
}

type Options = ReturnType<typeof readArguments>['values'];

async function readSession(address: string, { session, api }: Options): Promise<Inspection['session']> {
  if (session !== undefined) return { sessionId: sessionIdIn(session, '--session'), url: session };
  const token = await readInspectToken();
  if (token === null) {
    throw new UsageError(
      'Set INSPECT_TOKEN, or INSPECT_TOKEN_FILE, to a service token with the scopes pay and read (SERVICE_TOKENS), so that a session can be made and looked at; or name an open one with --session.',
    );
  }
  const apiUrl = api === undefined ? address : readUrl(api, 'Name the URL of the api after --api');
  const { protocol, hostname } = new URL(apiUrl);
  if (protocol !== 'https:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
    throw new UsageError(
      'The token is sent to https URLs, and to http ones of this machine. Name one with --api.',
    );
  return { service: createServiceCalls(apiUrl, token) };
}

function readReceipt({ receipt, 'no-receipt': none }: Options): Inspection['receipt'] {
  if (receipt !== undefined) return { sessionId: sessionIdIn(receipt, '--receipt') };
  return none === true ? 'none' : 'newest';
}

/** The id in the URL of a checkout page. Its host is not used: the pages of the named checkout are inspected. */
function sessionIdIn(url: string, option: string): string {
  const [, id] = /\/checkout\/([^/?#]+)/.exec(url) ?? [];
  const sessionId = sessionIdSchema.safeParse(id);
  if (sessionId.success) return sessionId.data;
  throw new UsageError(
    `${option} takes the URL of a checkout page, such as https://pay.shop.example/checkout/cs_….`,
  );
}

function readUrl(url: string | undefined, otherwise: string): string {
  if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError(`${otherwise}.`);
  return url.replace(/\/+$/, '');
}

process.exitCode = await run().catch((error: unknown) => {
  const isOurs = error instanceof UsageError || error instanceof EnvironmentError;
  say(isOurs ? error.message : `Could not inspect: ${messageOf(error)}.`);
  return 2;
});
