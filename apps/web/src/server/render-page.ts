import { readFile } from 'node:fs/promises';
import type { PageRenderer, PageRequest } from '@checkout/api/page-renderer';
import type { PageData } from '../initial-page-data/page-data.ts';
import { memoize } from '../memoize.ts';
import { chosenLanguageOf, negotiate } from '../messages/choose-language.ts';
import { LANGUAGES, type Language } from '../messages/language.ts';
import { loadMessages, type Messages } from '../messages/messages.ts';
import { likelyCountry } from '../pay-form/countries.ts';
import { acceptedLanguages } from './accepted-languages.ts';
import { drawPage } from './draw-page.tsx';
import { pageDocument } from './page-document.ts';
import { type PageHead, pageHead } from './page-head.ts';
import type { PageParts } from './page-parts.ts';

type Prepared = { readonly messages: Messages; readonly head: PageHead };

/** @throws when the parts are not those of this build. */
export async function createPageRenderer(parts: PageParts): Promise<PageRenderer> {
  const prepared = new Map<Language, Prepared>();
  for (const language of LANGUAGES)
    prepared.set(language, { messages: await loadMessages(language), head: pageHead(parts, language) });

  return {
    billingCountry: (acceptLanguage) => speechFor({ acceptLanguage, chosen: null }).country,
    draw(request) {
      const data = pageDataOf(request);
      const of = prepared.get(data.language);
      if (of === undefined) throw new Error(`There is no page in ${data.language}`);
      const { content, title } = drawPage({ request, data, messages: of.messages });
      return pageDocument({ ...of, title, content, data });
    },
  };
}

function pageDataOf(request: PageRequest): PageData {
  const { kind, acceptLanguage, cookies, session, quote, store, testMode } = request;
  const speech = speechFor({ acceptLanguage, chosen: chosenLanguageOf(cookies ?? '') });
  return {
    ...speech,
    session,
    quote,
    store,
    testMode,
    // The store reads its products in the browser, and so does a checkout whose session could not be read here.
    drawn: kind === 'return' || kind === 'missing' || (kind === 'checkout' && session !== null),
    written: {},
  };
}

type Asked = Pick<PageRequest, 'acceptLanguage'> & { readonly chosen: Language | null };

function speechFor({ acceptLanguage, chosen }: Asked): Speech {
  return speechOf(JSON.stringify([acceptLanguage ?? '', chosen]));
}

type Speech = Pick<PageData, 'language' | 'locale' | 'country'>;

const speechOf = memoize((asked): Speech => {
  const [header, chosen]: [string, Language | null] = JSON.parse(asked);
  const languages = acceptedLanguages(header);
  return { ...negotiate(languages, chosen), country: likelyCountry(languages) };
});

/** Of the build beside which this file lies. */
export async function loadPageRenderer(): Promise<PageRenderer> {
  const parts: PageParts = JSON.parse(await readFile(new URL('page-parts.json', import.meta.url), 'utf8'));
  return createPageRenderer(parts);
}
