import type { SessionStatus } from '@checkout/schemas/session';
import type { AttemptState } from '../db/attempt-states.ts';

/**
 * `succeeded`, `reversed` and `orphaned` may follow almost anything, because they are Inflow's own word that money moved, and
 * that outranks what we concluded without it. Nothing but a fresh read of the payment leads into them, and only
 * another of Inflow's words leads from one to another.
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
    'reversed',
    'orphaned',
  ],
  create_unknown: ['created', 'declined', 'abandoned', 'succeeded', 'reversed', 'orphaned'],
  created: [
    'awaiting_confirmation',
    'awaiting_agreement',
    'requires_action',
    'confirming',
    'declined',
    'abandoned',
    'succeeded',
    'reversed',
    'orphaned',
  ],
  awaiting_confirmation: ['confirming', 'declined', 'abandoned', 'succeeded', 'reversed', 'orphaned'],
  awaiting_agreement: ['confirming', 'declined', 'abandoned', 'succeeded', 'reversed', 'orphaned'],
  requires_action: [
    'awaiting_confirmation',
    'awaiting_agreement',
    'confirming',
    'declined',
    'abandoned',
    'succeeded',
    'reversed',
    'orphaned',
  ],
  confirming: ['confirm_unknown', 'declined', 'abandoned', 'succeeded', 'reversed', 'orphaned'],
  confirm_unknown: ['confirming', 'declined', 'abandoned', 'succeeded', 'reversed', 'orphaned'],
  succeeded: ['reversed'],
  reversed: ['succeeded', 'orphaned'],
  declined: ['succeeded', 'reversed', 'orphaned'],
  rejected: ['succeeded', 'reversed', 'orphaned'],
  abandoned: ['succeeded', 'reversed', 'orphaned'],
  orphaned: ['succeeded', 'reversed'],
};

export function mayFollow(from: AttemptState, to: AttemptState): boolean {
  return NEXT[from].includes(to);
}

/** Of a session at most one attempt is in these. Beside one that is not unresolved another may begin, which supersedes it. */
export const ACTIVE_STATES = [
  'creating',
  'create_unknown',
  'created',
  'awaiting_agreement',
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

/** An attempt in one of these may still end as charged by itself, or by what is sent for it: it is looked at again. */
export const OPEN_STATES = [
  ...ACTIVE_STATES,
  'awaiting_confirmation',
] as const satisfies readonly AttemptState[];

export function isOpen(state: AttemptState): boolean {
  return (OPEN_STATES as readonly AttemptState[]).includes(state);
}

/** Whether a session was paid, also if that payment has been reversed since: it takes no other. */
export function wasPaid(status: SessionStatus): boolean {
  return status === 'complete' || status === 'reversed';
}

export function isActive(state: AttemptState): boolean {
  return (ACTIVE_STATES as readonly AttemptState[]).includes(state);
}

export function isUnresolved(state: AttemptState): boolean {
  return (UNRESOLVED_STATES as readonly AttemptState[]).includes(state);
}
