import type { Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** The accessibility violations of a page as `rule: element`; of all rules, or of these. @throws when no rule applied. */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const isLoaded = await page.evaluate(() => window.axe !== undefined);
  if (!isLoaded) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(async (only) => {
    if (window.axe === undefined) throw new Error('axe is not in the page');
    const options = only === undefined ? {} : { runOnly: { type: 'rule' as const, values: [...only] } };
    const found = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
    return {
      violations: found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
      ),
      passes: found.passes.length,
    };
  }, rules);
  if (passes === 0) throw new Error('No axe rule applied to the page');
  return violations;
}
