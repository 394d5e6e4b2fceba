import Mustache from 'mustache';
import { pageFile } from './page-file.ts';

const partials = { end: pageFile('end-part.html') };

/** What a page says that has nothing left to do. Without a `returnUrl` it says that it may be closed. */
export type EndPage = (heading: string, explanation: string, returnUrl: string | undefined) => string;

/** A page for a shopper's browser, and the same page when it has nothing left to do. */
export function shopperPage(file: string): {
  readonly render: (view: object) => string;
  readonly end: EndPage;
} {
  const template = pageFile(file);
  const render = (view: object) => Mustache.render(template, view, partials);
  const end: EndPage = (heading, explanation, returnUrl) =>
    render({ heading, end: { explanation, returnUrl: returnUrl ?? null } });
  return { render, end };
}
