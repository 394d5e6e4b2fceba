import type { BrowserContext } from '@playwright/test';

/**
 * What a screen reader is told without being asked, in the order in which it is said: what appears in the live
 * regions of any page.
 */
export class Heard {
  readonly #said: string[] = [];

  static async in(context: BrowserContext): Promise<Heard> {
    const heard = new Heard();
    await context.exposeFunction('heardByScreenReader', (text: string) => heard.#said.push(text));
    await context.addInitScript(listen);
    return heard;
  }

  /** Everything said so far. */
  all(): readonly string[] {
    return this.#said;
  }

  /** How often a sentence, or one that matches, was said. */
  times(sentence: string | RegExp): number {
    return this.#said.filter((said) =>
      typeof sentence === 'string' ? said === sentence : sentence.test(said),
    ).length;
  }
}

declare global {
  interface Window {
    heardByScreenReader(text: string): void;
  }
}

function listen() {
  const LIVE = '[role=status], [role=alert]';
  const look = (region: Element) => {
    const text = (region.textContent ?? '').trim();
    if (text !== '') window.heardByScreenReader(text);
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
    for (const region of regions) look(region);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
