import type { Page } from '@playwright/test';

/** What programs of others do to a page, from the time of the call on. */
export const rewriters = {
  /** A page translator: each text node goes into `<font><font>`, also those that come later. */
  async moveTexts(page: Page): Promise<void> {
    await page.evaluate(() => {
      function wrap(text: Node): void {
        if (text.parentElement?.closest('font, script, style') !== null || text.textContent?.trim() === '')
          return;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        outer.append(inner);
        text.parentNode?.replaceChild(outer, text);
        inner.append(text);
      }
      function wrapAll(root: Node): void {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts: Node[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        texts.forEach(wrap);
      }
      wrapAll(document.body);
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes)
            if (node instanceof HTMLElement && node.tagName !== 'FONT') wrapAll(node);
      }).observe(document.body, { childList: true, subtree: true });
    });
  },

  /** The same with new text nodes: the page's own are gone. */
  async replaceTexts(page: Page): Promise<void> {
    await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        if (text.parentElement?.closest('script, style') !== null || text.textContent?.trim() === '')
          continue;
        const font = document.createElement('font');
        font.textContent = text.textContent;
        text.parentNode?.replaceChild(font, text);
      }
    });
  },

  /** Everything below an element is written anew from its own markup, as by extensions that make links. */
  async rewriteMarkup(page: Page, selector: string): Promise<void> {
    await page.evaluate((rewritten) => {
      for (const element of document.querySelectorAll(rewritten)) {
        const copies = Array.from(element.childNodes, (child) => child.cloneNode(true));
        element.replaceChildren(...copies);
      }
    }, selector);
  },

  /** A converter of currencies: each amount becomes another, once. */
  async convertAmounts(page: Page): Promise<void> {
    await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { currentNode: text } = walker;
        if (text.parentElement?.closest('script, style') === null)
          text.textContent = (text.textContent ?? '').replace(/€[\d.]+/, '$65.20');
      }
    });
  },

  /** A blocker, or a reader that cleans up. */
  async remove(page: Page, selector: string): Promise<void> {
    await page.evaluate((removed) => {
      for (const element of document.querySelectorAll(removed)) element.remove();
    }, selector);
  },

  /** A checker of spelling and a password manager: attributes everywhere, and an element beside each field. */
  async decorate(page: Page): Promise<void> {
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('body, body *'))
        element.setAttribute('data-gr-ext', 'x');
      for (const field of document.querySelectorAll('input, select')) {
        const icon = document.createElement('span');
        icon.dataset.icon = '';
        field.after(icon);
      }
    });
  },
};
