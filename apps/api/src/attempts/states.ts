import type { AttemptState } from '../db/attempt-states.ts';

/**
 * `succeeded` and `orphaned` may follow almost anything, because they are Inflow's own word that money moved, and
 * that outranks what we concluded without it. Nothing leads back out of them, and nothing but a fresh read
 * of the payment leads into them. `confirm_unknown` is given up only beside a session that another payment has paid.
 */
const NEXT: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  creating: [
    'create_unknown',
    'created',
    'requires_action',
    'declined',
    'rejected',
    'abandoned',
    'succeeded',
    'orphaned',
  ],
  create_unknown: ['declined', 'abandoned', 'succeeded', 'orphaned'],
  created: [
    'awaiting_confirmation',
    'requires_action',
    'confirming',
    'declined',
    'abandoned',
    'succeeded',
    'orphaned',
  ],
  awaiting_confirmation: ['confirming', 'declined', 'abandoned', 'succeeded', 'orphaned'],
  requires_action: ['awaiting_confirmation', 'confirming', 'declined', 'abandoned', 'succeeded', 'orphaned'],
  confirming: ['confirm_unknown', 'declined', 'succeeded', 'orphaned'],
  confirm_unknown: ['confirming', 'declined', 'abandoned', 'succeeded', 'orphaned'],
  succeeded: [],
  declined: ['succeeded', 'orphaned'],
  rejected: ['succeeded', 'orphaned'],
  abandoned: ['succeeded', 'orphaned'],
  orphaned: [],
};

export function mayFollow(from: AttemptState, to: AttemptState): boolean {
  return NEXT[from].includes(to);
}

/** No other attempt of the session may begin beside one in these; `requires_action` can be superseded. */
export const ACTIVE_STATES = [
  'creating',
  'create_unknown',
  'created',
  'requires_action',
  'confirming',
  'confirm_unknown',
] as const satisfies readonly AttemptState[];

/** The outcome is not known, or is being made: the session is `processing`. */
export const UNRESOLVED_STATES = [
  'creating',
  'create_unknown',
  'created',
  'confirming',
  'confirm_unknown',
] as const satisfies readonly AttemptState[];

export function isActive(state: AttemptState): boolean {
  return (ACTIVE_STATES as readonly AttemptState[]).includes(state);
}

export function isUnresolved(state: AttemptState): boolean {
  return (UNRESOLVED_STATES as readonly AttemptState[]).includes(state);
}
