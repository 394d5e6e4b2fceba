// How long the page takes to answer a key or a press on a slow phone: pnpm --filter @checkout/bench latency [--slowdown 4]
import { parseArgs } from 'node:util';
import { browserLaunch } from '@checkout/e2e/support/browser';
import { cards, EXPIRY } from '@checkout/e2e/support/cards';
import { Gallery } from '@checkout/e2e/support/gallery';
import { type Browser, chromium, type Page } from '@playwright/test';

const { values } = parseArgs({ options: { slowdown: { type: 'string', default: '4' } } });
const slowdown = Number(values.slowdown);

/** Shorter ones are not reported by the browser (Event Timing API). */
const SHORTEST_MS = 16;
/** What the page is held to. Printed beside the numbers; a busy machine is no failure. */
const GOAL_MS = 100;

declare global {
  interface Window {
    /** The longest event of each interaction, from the input to the next paint, by its id. */
    interactions: Map<number, number>;
  }
}

function observe(): void {
  // The DOM's types do not know the threshold yet.
  const shortestToo: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: 16,
    buffered: true,
  };
  window.interactions = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) continue;
      const longest = window.interactions.get(entry.interactionId) ?? 0;
      window.interactions.set(entry.interactionId, Math.max(longest, entry.duration));
    }
  }).observe(shortestToo);
}

type Step = { readonly name: string; readonly act: (page: Page) => Promise<void> };

const typing = (label: string, text: string): Step => ({
  name: `${label}: ${text.length} keys`,
  act: async (page) => {
    await page.getByLabel(label, { exact: true }).focus();
    // As fast as a practised typist; each key has to be painted before the next.
    await page.keyboard.type(text, { delay: 80 });
  },
});

const STEPS: readonly Step[] = [
  typing('Email', 'ada.lovelace@example.com'),
  typing('Card number', cards.good.number),
  typing('Expiry', EXPIRY),
  typing('CVC', '123'),
  typing('Name on card', 'Ada Lovelace'),
  {
    name: 'Business: a press',
    act: (page) => page.getByLabel('I’m purchasing as a business').click(),
  },
  { name: 'Pay, with fields missing: a press', act: (page) => page.locator('.pay').click() },
  typing('Business name', 'Analytical Engines'),
  typing('VAT number', 'GB123456789'),
  { name: 'Pay: a press', act: (page) => page.locator('.pay').click() },
];

const BARE = '<label>Bare <input autofocus></label>';

/** The durations of all interactions of a step, in ms, longest first; 0 stands for those too short to be reported. */
async function measure(page: Page, { act }: Step): Promise<number[]> {
  await page.evaluate(() => window.interactions.clear());
  await act(page);
  // Entries come after the paint that they tell of.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  const durations = await page.evaluate(() => [...window.interactions.values()]);
  return durations.length === 0 ? [0] : durations.sort((a, b) => b - a);
}

async function slowPage(browser: Browser): Promise<Gallery> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'en-GB' });
  await context.addInitScript(observe);
  const gallery = await Gallery.open(context, 'letters');
  await gallery.show('checkout-empty');
  const cdp = await context.newCDPSession(gallery.page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return gallery;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const shown = (ms: number | undefined) =>
  ms === undefined || ms === 0 ? `under ${SHORTEST_MS} ms` : `${ms} ms`;

function report(name: string, durations: readonly number[]): void {
  const middle = durations[Math.floor(durations.length / 2)];
  say(`${name.padEnd(36)} longest ${shown(durations[0]).padEnd(12)} median ${shown(middle)}`);
}

await using browser = await chromium.launch(await browserLaunch());
const { page } = await slowPage(browser);

say(`CPU slowed down ${slowdown} times; from the key or press to the next paint.`);
const whole: number[] = [];
for (const step of STEPS) {
  const durations = await measure(page, step);
  report(step.name, durations);
  whole.push(...durations);
}

await page.setContent(BARE);
const bare = await measure(page, typing('Bare', cards.good.number));
report('a bare input: 16 keys', bare);

const longest = Math.max(...whole);
const ratio = longest / Math.max(SHORTEST_MS, ...bare);
say(`INP ${shown(longest)}, ${ratio.toFixed(1)} times that of a bare input; the goal is ${GOAL_MS} ms.`);
