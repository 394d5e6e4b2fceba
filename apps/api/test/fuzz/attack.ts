import fc from 'fast-check';
import type { Known } from './arbitrary-of.ts';
import { type Input, inputs, type Secrets } from './inputs.ts';
import { createTarget, send } from './send.ts';

export type Attack = {
  readonly url: string;
  readonly known: Known;
  readonly secrets: Secrets;
  readonly count: number;
  /** The same seed sends the same inputs. */
  readonly seed: number;
  readonly atOnce: number;
  /** After each thousand. */
  readonly onProgress?: (sent: number) => Promise<void>;
};

export type Verdict = {
  /** Counts of answers by status; 0: the connection ended without one. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly wrong: readonly { readonly seed: number; readonly what: string; readonly input: string }[];
};

const BLOCK = 1_000;
const MOST_SHOWN = 20;

export async function attack({
  url,
  known,
  secrets,
  count,
  seed,
  atOnce,
  onProgress,
}: Attack): Promise<Verdict> {
  const target = createTarget(url);
  const arbitrary = inputs(known, secrets);
  const statuses = new Map<number, number>();
  const wrong: { seed: number; what: string; input: string }[] = [];
  for (let sent = 0; sent < count && wrong.length < MOST_SHOWN; sent += BLOCK) {
    const blockSeed = seed + sent / BLOCK;
    const block = fc.sample(arbitrary, { seed: blockSeed, numRuns: Math.min(BLOCK, count - sent) });
    const next = block.values();
    const lane = async () => {
      for (const input of next) {
        const result = await send(target, input);
        if (typeof result === 'number') statuses.set(result, (statuses.get(result) ?? 0) + 1);
        else wrong.push({ seed: blockSeed, what: result.wrong, input: shown(input) });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    await onProgress?.(sent + block.length);
  }
  target.agent.destroy();
  return { statuses, wrong };
}

function shown(input: Input): string {
  if (input.kind === 'bytes') return input.bytes.toString('latin1').slice(0, 400);
  return `${input.method} ${input.path.slice(0, 400)} ${input.body?.toString().slice(0, 800) ?? ''}`;
}
