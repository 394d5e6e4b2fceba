import template from '../../index.html?raw';
import { PAGE_DATA_ID, type PageData, pageDataText } from '../initial-page-data/page-data.ts';
import type { Messages } from '../messages/messages.ts';
import type { PageHead } from './page-head.ts';

export type DrawnPage = {
  readonly head: PageHead;
  readonly messages: Messages;
  readonly title: string;
  /** What stands in #root. */
  readonly content: string;
  readonly data: PageData;
};

/** index.html, the one that `pnpm dev` serves too, with everything in its place. */
export function pageDocument({ head, messages, title, content, data }: DrawnPage): string {
  const dataScript = `<script type="application/json" id="${PAGE_DATA_ID}">${pageDataText(data)}</script>`;
  return put(template, [
    ['<html lang="en" dir="ltr">', `<html lang="${messages.lang}" dir="${messages.dir}">`],
    ['<title>Checkout</title>', `<title>${escapeText(title)}</title>\n    ${head.first}`],
    ['<div id="root"></div>', `<div id="root">${content}</div>`],
    ['<script type="module" src="/src/main.tsx"></script>', dataScript],
  ]);
}

function put(text: string, places: readonly (readonly [string, string])[]): string {
  return places.reduce((whole, [place, content]) => {
    const at = whole.indexOf(place);
    if (at === -1) throw new Error(`index.html does not have ${place}`);
    return whole.slice(0, at) + content + whole.slice(at + place.length);
  }, text);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
