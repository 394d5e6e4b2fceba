import template from '../../index.html?raw';
import { LATE_NOTICE_ID } from '../initial-page-data/late-notice.ts';
import { PAGE_DATA_ID, type PageData, pageDataText } from '../initial-page-data/page-data.ts';
import { isLanguage } from '../messages/language.ts';
import type { Messages } from '../messages/messages.ts';
import { LATE_TEXTS } from './late-texts.ts';
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
    ['<noscript>This checkout needs JavaScript.</noscript>', lateNotice(messages)],
    // Before the page's code, which reads what is in the fields.
    ['<script type="module" src="/src/main.tsx"></script>', `${dataScript}<script>${head.inline}</script>`],
  ]);
}

/**
 * Shown by the style sheet alone, some seconds after the page (states.css), unless its code has come and has taken this away: also where
 * scripts are blocked, delayed or rewritten on the way, or where an older browser cannot run them.
 */
function lateNotice({ lang, unreachable }: Messages): string {
  const { late, help, kept, needsScript } = LATE_TEXTS[isLanguage(lang) ? lang : 'en'];
  const paragraphs = [late, help].map((text) => `<p>${escapeText(text)}</p>`);
  return [
    `<div id="${LATE_NOTICE_ID}" class="late" role="alert"><div>`,
    ...paragraphs,
    // Shown by before-code/keep-typed.ts, where that can be done.
    `<p id="late-kept" hidden>${escapeText(kept)}</p>`,
    `<noscript><p>${escapeText(needsScript)}</p></noscript>`,
    `<p><a class="button primary" href="">${escapeText(unreachable.again)}</a></p>`,
    '</div></div>',
  ].join('');
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
