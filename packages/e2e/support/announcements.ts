import type { BrowserContext } from '@playwright/test';

/** What a screen reader announces by itself, in order: the text of every live region of every page of a context. */
export class Announcements {
  readonly #texts: string[] = [];

  static async record(context: BrowserContext): Promise<Announcements> {
    const recorded = new Announcements();
    await context.exposeFunction('recordAnnouncement', (text: string) => recorded.#texts.push(text));
    await context.addInitScript(observeLiveRegions);
    return recorded;
  }

  /** How often a text, or one that matches, was announced. */
  count(wanted: string | RegExp): number {
    return this.#texts.filter((text) => (typeof wanted === 'string' ? text === wanted : wanted.test(text)))
      .length;
  }
}

declare global {
  interface Window {
    recordAnnouncement(text: string): void;
  }
}

function observeLiveRegions() {
  const LIVE = '[role=status], [role=alert]';
  const record = (region: Element) => {
    const text = (region.textContent ?? '').trim();
    if (text !== '') window.recordAnnouncement(text);
  };
  new MutationObserver((changes) => {
    const regions = new Set<Element>();
    for (const { target, addedNodes } of changes) {
      const around = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
      if (around !== null && around !== undefined) regions.add(around);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(LIVE)) regions.add(node);
        for (const inside of node.querySelectorAll(LIVE)) regions.add(inside);
      }
    }
    for (const region of regions) record(region);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
