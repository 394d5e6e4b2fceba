import { pageHeaders } from '../security-headers.ts';
import { fileRequests, VISITORS } from './browsers.ts';
import type { Build } from './build.ts';
import {
  type CheckoutPage,
  expiredPage,
  pagesOfAnySite,
  pagesOfOpenSession,
  receiptPage,
} from './checkout-pages.ts';
import { inspectFiles } from './inspect-files.ts';
import { inspectPage } from './inspect-pages.ts';
import { messageOf, type Receiver } from './receive.ts';
import { RefusedCall, type ServiceCalls } from './service-calls.ts';

export type Inspection = {
  /** The URL of the site as a shopper's browser uses it, without a slash at its end. */
  readonly address: string;
  /** What is meant to be there, from a copy that an intruder on the server could not change. */
  readonly build: Build;
  readonly receiver: Receiver;
  /** Makes a session, or names one that is there, which is not ended; `url` is that of its page, as the shopper has it. */
  readonly session: { readonly service: ServiceCalls } | { readonly sessionId: string; readonly url: string };
  /** `newest`: of the newest session that is paid. */
  readonly receipt: 'newest' | 'none' | { readonly sessionId: string };
};

export type Report = {
  /** The pages that were seen in every way, and the files; a few words each. */
  readonly inspected: string[];
  pages: number;
  /** How what arrived differs from the build, a sentence each. */
  readonly differences: string[];
  /** What should have been inspected and was not, a sentence each. */
  readonly unseen: string[];
  /** What is not inspected because there is none, or because the options say so, a sentence each. */
  readonly leftOut: string[];
};

/**
 * Compares the pages and files of a checkout that arrive at browsers with those that were built (PCI DSS 11.6.1): headers, and all
 * that runs or loads. Makes a session and ends it again; pays nothing.
 * @throws when no session can be made.
 */
export async function inspectCheckout(inspection: Inspection): Promise<Report> {
  const { address, build, receiver, session } = inspection;
  const service = 'service' in session ? session.service : null;
  const { sessionId, url } = 'service' in session ? await session.service.createSession() : session;
  const publicUrl = publicUrlOf(address, url);
  const { inventory, files } = build;
  const site = {
    address,
    receiver,
    expected: { inventory, files: files.map(({ path }) => path) },
    headers: { ...pageHeaders({ inventory, publicUrl }), 'content-type': 'text/html; charset=utf-8' },
  };
  const report: Report = { inspected: [], pages: 0, differences: [], unseen: [], leftOut: [] };
  const inspect = async (page: CheckoutPage) => {
    const { differences, unseen } = await inspectPage(site, page);
    report.differences.push(...differences);
    report.unseen.push(...unseen);
    if (unseen.length > 0) return;
    report.pages += 1;
    report.inspected.push(`${page.name}, ${WAYS}`);
  };

  for (const page of [...pagesOfOpenSession(sessionId), ...pagesOfAnySite()]) await inspect(page);
  const receipt = await findReceipt(inspection, service);
  if ('sessionId' in receipt) await inspect(receiptPage(receipt.sessionId));
  else report[receipt.counts ? 'unseen' : 'leftOut'].push(receipt.sentence);

  if (service === null) {
    report.leftOut.push('The page of an expired session: a session was named, and is not ended.');
  } else {
    const problem = await service.expireSession(sessionId).then(() => null, messageOf);
    if (problem === null) await inspect(expiredPage(sessionId));
    else
      report.unseen.push(
        `The page of an expired session: the session made for this could not be ended, and expires soon. ${problem}`,
      );
  }

  const found = await inspectFiles({ address, receiver, build, publicUrl });
  report.differences.push(...found.differences);
  report.unseen.push(...found.unseen);
  if (found.unseen.length > 0) return report;
  report.inspected.push(
    `${inventory.scripts.length} scripts and ${files.length} other files, each requested in ${fileRequests('/', address).length} ways`,
  );
  return report;
}

/** At the api itself, without the proxy that terminates TLS, the headers are those for the public URL. */
function publicUrlOf(address: string, sessionUrl: string): string {
  return sessionUrl.startsWith('https:') ? sessionUrl : address;
}

const WAYS = `loaded ${2 * VISITORS.length} times: by ${
  new Set(VISITORS.map(({ browser }) => browser)).size
} browsers, in ${VISITORS.length} languages, without and with cookies`;

type Receipt = { readonly sessionId: string } | { readonly sentence: string; readonly counts: boolean };

async function findReceipt({ receipt }: Inspection, service: ServiceCalls | null): Promise<Receipt> {
  const without = (why: string, counts: boolean) => ({ sentence: `The receipt page: ${why}.`, counts });
  if (typeof receipt === 'object') return receipt;
  if (receipt === 'none') return without('left out by --no-receipt', false);
  if (service === null) return without('none was named with --receipt', false);
  try {
    const sessionId = await service.findPaidSession();
    return sessionId === null ? without('no session is paid yet', false) : { sessionId };
  } catch (error) {
    const lacksScope = error instanceof RefusedCall && error.reason === 'MISSING_SCOPE';
    return without(
      lacksScope
        ? 'the token may not list sessions; give it the scope read, name a receipt with --receipt, or say --no-receipt'
        : messageOf(error),
      true,
    );
  }
}
