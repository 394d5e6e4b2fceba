import { mayDo } from '@checkout/schemas/console-operator';
import type { Actor } from '../db/audit.ts';
import { referenceOf } from '../db/session-reference.ts';
import { listDeliveries } from '../service/endpoints.ts';
import { type Acting, actorOf, type ConsoleDeps, note } from './signed-in.ts';

type By = { readonly deps: ConsoleDeps; readonly acting: Acting };
type Order = {
  readonly action: 'creation' | 'update' | 'deletion' | 'rotation' | 'test';
  readonly endpointId?: string;
  readonly reason: string;
};

/** Notes why, then does what a service may do as well, in the person's name. */
export async function operateEndpoint<Result>(
  { deps, acting }: By,
  { action, endpointId, reason }: Order,
  operate: (actor: Actor) => Promise<Result>,
): Promise<Result> {
  await note(deps.db, acting, { action: `endpoint.${action}_ordered`, to: endpointId, reason });
  return operate(actorOf(acting));
}

/** `console.endpoints.deliveries`: sessions by their references; what an endpoint answered may name a customer. */
export async function listShownDeliveries(
  deps: ConsoleDeps,
  { operator }: Acting,
  of: Parameters<typeof listDeliveries>[1],
) {
  const { deliveries, nextCursor } = await listDeliveries(deps, of);
  const seesCustomer = mayDo(operator.role, 'viewCustomer');
  return {
    deliveries: deliveries.map((delivery) => ({
      ...delivery,
      sessionId: delivery.sessionId === null ? null : referenceOf(delivery.sessionId),
      attempts: delivery.attempts.map((trying) => ({
        ...trying,
        answer: seesCustomer ? trying.answer : '•••',
      })),
    })),
    nextCursor,
  };
}
