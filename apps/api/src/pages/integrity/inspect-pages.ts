import { type Headers as SentHeaders, withStyle } from '../security-headers.ts';
import { firstLoad, secondLoad, VISITORS, type Visitor } from './browsers.ts';
import type { CheckoutPage } from './checkout-pages.ts';
import { compareHeaders } from './compare-headers.ts';
import { compareParts, type Expected } from './compare-page.ts';
import { collectFindings, type Inspected } from './findings.ts';
import { readPage } from './page-parts.ts';
import { isTrouble, messageOf, type Received, type Receiver } from './receive.ts';
import { shownPage } from './shown-page.ts';

export type PageInspection = {
  /** The URL of the site, without a slash at its end. */
  readonly address: string;
  readonly receiver: Receiver;
  readonly expected: Expected;
  /** With which every page is sent. */
  readonly headers: SentHeaders;
};

type Load = { readonly name: string } & Inspected;

/** Opens the page twice as each visitor: for the first time, and again with cookies. Never throws. */
export async function inspectPage(inspection: PageInspection, page: CheckoutPage): Promise<Inspected> {
  const loads = await Promise.all(VISITORS.map((visitor) => visit(inspection, page, visitor)));
  const differences = collectFindings(page.name);
  const unseen = collectFindings(page.name);
  for (const load of loads.flat()) {
    differences.add(load.name, load.differences);
    unseen.add(load.name, load.unseen);
  }
  return { differences: differences.sentences(), unseen: unseen.sentences() };
}

async function visit(inspection: PageInspection, page: CheckoutPage, visitor: Visitor): Promise<Load[]> {
  const { address } = inspection;
  const cookies = [`language=${visitor.languages.slice(0, 2)}`];
  const load = async (name: string, headers: Readonly<Record<string, string>>): Promise<Load> => {
    try {
      const received = await inspection.receiver.receive(`${address}${page.path}`, headers);
      cookies.push(...cookiesOf(received));
      return { name, ...inspectLoad(inspection, page, received) };
    } catch (error) {
      return { name, differences: [], unseen: [`could not be loaded: ${messageOf(error)}`] };
    }
  };
  const first = await load(visitor.name, firstLoad(visitor));
  const known = { origin: new URL(address).origin, cookies: cookies.join('; ') };
  return [first, await load(`${visitor.name}, second load`, secondLoad(visitor, known))];
}

function inspectLoad(inspection: PageInspection, page: CheckoutPage, received: Received): Inspected {
  const { address, expected, headers } = inspection;
  const { status, body } = received;
  if (!page.statuses.includes(status)) {
    const sentence = `answers ${status} instead of ${page.statuses.join(' or ')}`;
    return isTrouble(status)
      ? { differences: [], unseen: [sentence] }
      : { differences: [sentence], unseen: [] };
  }
  const parts = readPage(body.toString('utf8'));
  const shown = shownPage(parts);
  const problem = shown === null ? 'is not a page of this checkout' : page.problem(shown);
  return {
    differences: [
      ...compareHeaders(received.headers, withStyle(headers, parts.merchantStyle)),
      ...compareParts(parts, `${address}${page.path}`, expected),
    ],
    unseen: problem === null ? [] : [problem],
  };
}

/** As a browser sends them back. */
const cookiesOf = ({ headers }: Received) =>
  headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
