import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page, Route } from '@playwright/test';
import { blockFont } from './block-font.ts';
import { REPOSITORY } from './paths.ts';

export type GalleryApp = 'web' | 'console';

const builtOf = (app: GalleryApp) => join(REPOSITORY, 'apps', app, 'dist-gallery');
/** No server: the browser gets the built files from the disk. A name below localhost counts as secure. */
const ORIGIN = 'http://gallery.localhost';

/** One font for all text, and its letters placed exactly: then no machine's fonts are in the pictures. */
const FONT_LINK = '<link rel="stylesheet" href="/block.css">';
const FONT_CSS = `
  @font-face { font-family: Block; src: url(/block.ttf); }
  :root:root { --font: Block; --mono: Block; }
  *, ::before, ::after { text-rendering: geometricPrecision; }
  code { font-family: Block; }`;

/** What the console's own server sends with its page: nothing in the gallery may need more, but for this file's own font. */
const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const POLICIES = {
  web: {},
  console: { 'content-security-policy': CONSOLE_POLICY },
} as const satisfies Readonly<Record<GalleryApp, object>>;

export type GalleryVariant = { readonly merchant?: 'reviewed' | 'second'; readonly language?: string };

/** Every state of the pages, built apart from the product, each reachable by its name. */
export class Gallery {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(
    context: BrowserContext,
    text: 'blocks' | 'letters' = 'blocks',
    app: GalleryApp = 'web',
  ): Promise<Gallery> {
    const folder = builtOf(app);
    const font = blockFont();
    const built = await readFile(join(folder, 'gallery.html'), 'utf8');
    const html = text === 'letters' ? built : built.replace('</head>', `${FONT_LINK}</head>`);
    const answer = (route: Route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/gallery.html')
        return route.fulfill({ body: html, contentType: 'text/html', headers: POLICIES[app] });
      if (pathname === '/block.css') return route.fulfill({ body: FONT_CSS, contentType: 'text/css' });
      if (pathname === '/block.ttf') return route.fulfill({ body: font, contentType: 'font/ttf' });
      return route.fulfill({ path: join(folder, pathname) });
    };
    await context.route(`${ORIGIN}/**`, answer);
    return new Gallery(await context.newPage());
  }

  /** The names of all states, from the gallery's own list. */
  async names(): Promise<string[]> {
    await this.#visit('');
    return this.page.locator('li > a:first-child').allInnerTexts();
  }

  /** Comes back when the state is reached and stands still. */
  async show(state: string, look: GalleryVariant = {}): Promise<void> {
    await this.#visit(`?${new URLSearchParams({ state, merchant: 'reviewed', ...look })}`);
    await this.page.evaluate(async () => {
      await document.fonts.ready;
      // Not those that wait until they are in sight. One that cannot be loaded is not there.
      const images = Array.from(document.images).filter(({ loading }) => loading !== 'lazy');
      await Promise.allSettled(images.map((image) => image.decode()));
      window.scrollTo(0, 0);
    });
  }

  /** The whole page, as it stands. */
  picture(): Promise<Buffer> {
    return this.page.screenshot({ animations: 'disabled', fullPage: true });
  }

  /** Of a gallery in blocks: shows the letters of the state that is shown. */
  async showLetters(): Promise<void> {
    await this.page.evaluate(async () => {
      document.querySelector('link[href="/block.css"]')?.remove();
      await document.fonts.ready;
    });
  }

  /** By how many pixels the page is wider than the screen. */
  overhang(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  async #visit(search: string): Promise<void> {
    await this.page.goto(`${ORIGIN}/gallery.html${search}`);
    await this.page.locator('html[data-ready]').waitFor({ state: 'attached' });
  }
}
