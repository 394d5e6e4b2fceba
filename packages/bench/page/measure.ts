import type { Browser, Page } from '@playwright/test';

/** Times in ms since the navigation began. */
export type Measured = {
  /** The first frame in which what the shopper came for is there: the card's field, else the heading. */
  readonly usable: number;
  /** The page's code has taken over. */
  readonly interactive: number;
  readonly longestTask: number;
  /** Cumulative layout shift, without what follows an input. */
  readonly shift: number;
  /** The slowest answer to a key, to the next frame; null where nothing was typed. */
  readonly slowestKey: number | null;
  readonly scriptKb: number;
  readonly allKb: number;
};

/** A slow phone on a slow network. */
const CPU_SLOWDOWN = 4;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

type Watched = { usable: number; tasks: number[]; shifts: number[]; keys: number[] };

/** Runs in the page before anything of it does. */
function watch(wanted: string): void {
  const seen: Watched = { usable: 0, tasks: [], shifts: [], keys: [] };
  Reflect.set(globalThis, 'watched', seen);
  const look = () => {
    const { width = 0 } = document.querySelector(wanted)?.getBoundingClientRect() ?? {};
    if (width > 0) seen.usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const observe = (type: string, take: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    });
  observe('longtask', (entry) => seen.tasks.push(entry.duration));
  // Interactions, as INP counts them: not a pointer that happens to lie where the page comes.
  observe(
    'event',
    (entry) => {
      if (Number(Reflect.get(entry, 'interactionId')) > 0) seen.keys.push(entry.duration);
    },
    { durationThreshold: 16 },
  );
  observe('layout-shift', (entry) => {
    if (Reflect.get(entry, 'hadRecentInput') !== true) seen.shifts.push(Number(Reflect.get(entry, 'value')));
  });
}

export type Visit = {
  readonly url: string;
  /** A selector. */
  readonly wanted: string;
  readonly hasCode: boolean;
  /** What is typed into `wanted` in the end. */
  readonly typed?: string;
};

/**
 * One visit with an empty cache. `from`: the page of another site whose link leads there; null: an empty tab. A page that keeps its opener's
 * process out, as ours does, gets a process of its own in either case, but at another time.
 */
export async function measure(
  browser: Browser,
  { url, wanted, hasCode, typed }: Visit,
  from: string | null,
): Promise<Measured> {
  await using context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  if (from !== null) await page.goto(from);
  const transferred = await slowDown(page);
  await page.addInitScript(watch, wanted);
  if (from === null) await page.goto(url);
  else {
    const arrived = page.waitForURL(url);
    await page.evaluate((to) => location.assign(to), url);
    await arrived;
  }
  if (hasCode)
    await page.waitForFunction(() => performance.getEntriesByName('interactive').length > 0, null, {
      polling: 100,
    });
  await page.waitForLoadState('networkidle');
  if (typed !== undefined) {
    await page.locator(wanted).focus();
    await page.keyboard.type(typed, { delay: 60 });
    await page.waitForTimeout(200);
  }
  const { seen, interactive } = await page.evaluate(() => ({
    seen: Reflect.get(globalThis, 'watched') as Watched,
    interactive: performance.getEntriesByName('interactive')[0]?.startTime ?? 0,
  }));
  return {
    usable: seen.usable,
    interactive: hasCode ? interactive : seen.usable,
    longestTask: Math.max(0, ...seen.tasks),
    shift: seen.shifts.reduce((sum, shift) => sum + shift, 0),
    slowestKey: typed === undefined ? null : Math.max(0, ...seen.keys),
    ...transferred(),
  };
}

/** Answers what came over the wire since. */
async function slowDown(page: Page): Promise<() => { scriptKb: number; allKb: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const types = new Map<string, string>();
  const bytes = { script: 0, all: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (types.get(requestId) === 'Script') bytes.script += encodedDataLength;
  });
  return () => ({ scriptKb: bytes.script / 1000, allKb: bytes.all / 1000 });
}
