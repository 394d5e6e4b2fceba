import type { Repaired } from '@checkout/schemas/doctor';
import { repair } from '../service/doctor/repair.ts';
import { type Acting, actorOf, type ConsoleDeps, note } from './signed-in.ts';

/** `console.doctor.repair`: notes why, then does what `doctor.repair` does, in the person's name. */
export async function repairByHand(
  deps: ConsoleDeps,
  acting: Acting,
  { reason }: { readonly reason: string },
): Promise<Repaired> {
  await note(deps.db, acting, { action: 'webhook.repair_ordered', reason });
  return repair(deps, actorOf(acting));
}
