import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CALLS, type CallName, type Shop } from './shop.ts';

export type Round = {
  /** Finished sessions, or calls of the one kind that was asked for. */
  readonly count: number;
  readonly perSecond: number;
  /** Of the server's process, user and system, per session or call. */
  readonly cpuMs: number;
  /** Milliseconds, of each call and of the four together. */
  readonly latencies: Readonly<Record<CallName | 'session', number[]>>;
};

type Latencies = Record<CallName | 'session', number[]>;
const noLatencies = (): Latencies => ({ create: [], get: [], quote: [], pay: [], session: [] });

/** As many shoppers as there are connections, each beginning anew when it has paid. */
export function crowdOf(shop: Shop, size: number, seconds: number): Promise<Round> {
  return measured(shop, async (latencies) => {
    const deadline = performance.now() + seconds * 1000;
    const shopper = async () => {
      while (performance.now() < deadline) await goShopping(shop, latencies);
    };
    await Promise.all(Array.from({ length: size }, shopper));
    return latencies.session.length;
  });
}

/** The same for one kind of read. */
export function readersOf(
  shop: Shop,
  { kind, size, seconds }: { kind: 'get' | 'quote'; size: number; seconds: number },
): Promise<Round> {
  return measured(shop, async (latencies) => {
    const sessionId = await shop.create();
    const deadline = performance.now() + seconds * 1000;
    const reader = async () => {
      while (performance.now() < deadline) await timed(latencies[kind], () => shop[kind](sessionId));
    };
    await Promise.all(Array.from({ length: size }, reader));
    return latencies[kind].length;
  });
}

/** Sessions that begin at a fixed rate, whether or not the earlier ones have ended: a queue shows as latency. */
export function streamOf(shop: Shop, perSecond: number, seconds: number): Promise<Round> {
  return measured(shop, async (latencies) => {
    const begun: Promise<void>[] = [];
    const start = performance.now();
    const total = Math.round(perSecond * seconds);
    for (let number = 0; number < total; number += 1) {
      const due = start + (number * 1000) / perSecond;
      const early = due - performance.now();
      if (early > 1) await wait(early);
      begun.push(goShopping(shop, latencies));
    }
    await Promise.all(begun);
    return total;
  });
}

export async function goShopping(shop: Shop, latencies: Latencies = noLatencies()): Promise<void> {
  await timed(latencies.session, async () => {
    let sessionId = '';
    for (const name of CALLS) {
      await timed(latencies[name], async () => {
        if (name === 'create') sessionId = await shop.create();
        else await shop[name](sessionId);
      });
    }
  });
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  into.push(performance.now() - start);
}

async function measured(shop: Shop, work: (latencies: Latencies) => Promise<number>): Promise<Round> {
  const latencies = noLatencies();
  const cpu = cpuMsOf(shop.pid);
  const start = performance.now();
  const count = await work(latencies);
  const seconds = (performance.now() - start) / 1000;
  return { count, perSecond: count / seconds, cpuMs: (cpuMsOf(shop.pid) - cpu) / count, latencies };
}

/** A clock tick of /proc is 10 ms on every Linux that Node runs on; a round takes hundreds. */
const TICK_MS = 10;

export function cpuMsOf(pid: number): number {
  // proc(5): the name in parentheses may hold spaces; user and system time are fields 14 and 15.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
