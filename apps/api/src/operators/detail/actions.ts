import { mayDo, type Operator, type Permission } from '@checkout/schemas/console-operator';
import type { PaymentAction } from '@checkout/schemas/console-payment';
import { mayBeRequested } from '../../attempts/decide-refund.ts';
import { isOpen, isUnresolved } from '../../attempts/states.ts';
import type { AttemptState } from '../../db/attempt-states.ts';
import type { DetailRows } from './rows.ts';

/** In these a call of the api may still be answered. */
const IN_CALL: ReadonlySet<AttemptState> = new Set(['creating', 'created', 'confirming']);

/** Whether a person may end the wait for its outcome. */
export const isClosable = (state: AttemptState) => isOpen(state) && !IN_CALL.has(state);

/** Refunds of which nothing more may be asked now. */
const UNDER_WAY = new Set(['requested', 'unknown', 'pending', 'refunded']);

/** What this person may do with it now. Each action checks again when it is done. */
export function actionsOf(rows: DetailRows, { operatorId, role }: Operator): PaymentAction[] {
  const { payment, session, attempts, refund, requests, events } = rows;
  const waiting = requests.find(({ state }) => state === 'waiting');
  const isStray = payment?.orphan === true && payment.dismissedAt === null && mayBeRequested(payment);
  const possible: readonly (readonly [PaymentAction, Permission, boolean])[] = [
    [
      'refund',
      'refund',
      payment !== null &&
        mayBeRequested(payment) &&
        !UNDER_WAY.has(refund?.state ?? '') &&
        waiting === undefined,
    ],
    ['approveRefund', 'approve', waiting !== undefined && waiting.requestedBy !== operatorId],
    ['rejectRefund', 'approve', waiting !== undefined],
    ['adoptStray', 'stray', isStray],
    ['dismissStray', 'stray', isStray],
    ['closeAttempt', 'closeAttempt', session !== null && attempts.some(({ state }) => isClosable(state))],
    [
      'expireSession',
      'expireSession',
      session !== null &&
        (session.status === 'open' || session.status === 'processing') &&
        !attempts.some(({ state }) => isUnresolved(state)),
    ],
    ['unblock', 'unblock', session !== null && attempts.length > 0],
    ['replayEvents', 'replay', events.length > 0],
  ];
  return possible.flatMap(([action, permission, isPossible]) =>
    isPossible && mayDo(role, permission) ? [action] : [],
  );
}
