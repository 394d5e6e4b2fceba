import type { BrowserContext, Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** axe in every page of a context, loaded once for each document. */
export class Axe {
  static async in(context: BrowserContext): Promise<Axe> {
    await context.addInitScript({ content: axe.source });
    return new Axe();
  }

  /** What is wrong, as `rule: where`; of all rules, or of these. @throws when axe had nothing to look at. */
  async violations(page: Page, rules?: readonly string[]): Promise<string[]> {
    const { violations, looked } = await page.evaluate(async (only) => {
      const options = only === undefined ? {} : { runOnly: { type: 'rule' as const, values: [...only] } };
      const found = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
      return {
        violations: found.violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
        ),
        looked: found.passes.length,
      };
    }, rules);
    if (looked === 0) throw new Error('axe looked at nothing');
    return violations;
  }
}
