import { Problem } from '../problem.ts';
import { readUrl } from '../urls.ts';

/** Where an event of a type is sent; null: nowhere. */
export type Routes = (type: string) => string | null;

const ROUTE = /^([a-z_]+\.(?:[a-z_]+|\*)|\*)=(.+)$/;

/**
 * `payment.*=http://localhost:4242/payments` sends events of one kind to a URL of their own, the first that fits; `forwardTo` gets the rest.
 *
 * @throws Problem
 */
export function readRoutes(routes: readonly string[], forwardTo: string | undefined): Routes {
  const read = routes.map((text) => {
    const [, pattern, url] = ROUTE.exec(text) ?? [];
    if (pattern === undefined || url === undefined)
      throw new Problem(
        `--route takes TYPE=URL, such as payment.*=http://localhost:4242/payments, and not ${text}.`,
      );
    return { fits: fitting(pattern), url: readUrl(url, '--route') };
  });
  const rest = forwardTo === undefined ? null : readUrl(forwardTo, '--forward-to');
  return (type) => read.find(({ fits }) => fits(type))?.url ?? rest;
}

function fitting(pattern: string): (type: string) => boolean {
  const isPrefix = pattern.endsWith('*');
  const start = pattern.slice(0, -1);
  return (type) => (isPrefix ? type.startsWith(start) : type === pattern);
}
