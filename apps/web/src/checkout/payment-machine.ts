import type { Decline } from '@checkout/schemas/decline';
import type { Outcome } from '@checkout/schemas/outcome';
import type { SessionView } from '@checkout/schemas/session';
import type { ServerRefusal } from '../client-error.ts';
import type { Messages } from '../messages/messages.ts';
import { refusalAction } from '../refusal-actions.ts';
import { isSafeUrl } from '../safe-url.ts';
import { isTotalChanged, outcomeKey } from './session-view.ts';

/** What this page itself is doing about a payment; everything else is the server's state. */
export type Phase =
  | { readonly kind: 'idle' }
  /** `versionBefore`: of the session when the shopper submitted. */
  | { readonly kind: 'submitting'; readonly versionBefore: number }
  /** The browser is on its way to the 3DS challenge. */
  | { readonly kind: 'redirecting'; readonly to: string }
  /** The response was lost, so what became of the attempt is read from the server. `since`: in ms. */
  | { readonly kind: 'checking'; readonly versionBefore: number; readonly since: number };

export type RefusalNotice = keyof Messages['refusal'];

export type PaymentState = {
  readonly phase: Phase;
  readonly notice: RefusalNotice | null;
  /** Seconds, from the notice on; null when the server did not say. */
  readonly retryAfter: number | null;
  /** Counts the outcomes after which the card's fields, or only the CVC, have to be empty. */
  readonly forget: { readonly card: number; readonly cvc: number };
  /** The last outcome that was acted upon: the same one read again changes nothing. */
  readonly seenOutcome: string;
};

export type PaymentEvent =
  | { readonly type: 'submitted'; readonly version: number }
  /** The three ways in which a submission ends. */
  | { readonly type: 'outcome'; readonly outcome: Outcome }
  | { readonly type: 'refused'; readonly refusal: ServerRefusal; readonly at: number }
  | { readonly type: 'lost'; readonly at: number }
  /** The session as it is now known, last read at `readAt` (ms). */
  | { readonly type: 'viewed'; readonly view: SessionView; readonly readAt: number }
  /** The challenge's page has not come. */
  | { readonly type: 'redirectTimedOut' }
  /** The browser brings this page back as it was left (back/forward cache). */
  | { readonly type: 'restored' }
  /** The form has something to say that belongs to no field. */
  | { readonly type: 'noticed'; readonly notice: RefusalNotice };

/** `reread`: read the session. `endAttempt`: the next submission is another attempt, with another key. */
export type PaymentCommand = 'reread' | 'endAttempt';

export type Transition = { readonly state: PaymentState; readonly commands: readonly PaymentCommand[] };

export function initialPaymentState(view: SessionView): PaymentState {
  return {
    phase: IDLE,
    notice: null,
    retryAfter: null,
    forget: { card: 0, cvc: 0 },
    seenOutcome: outcomeKey(view.outcome),
  };
}

/** Pure: the state after an event, and what has to be done about it. An event that does not fit the phase changes nothing. */
export function transition(state: PaymentState, event: PaymentEvent): Transition {
  const { phase } = state;
  switch (event.type) {
    case 'submitted':
      if (phase.kind !== 'idle') return unchanged(state);
      return {
        state: {
          ...state,
          phase: { kind: 'submitting', versionBefore: event.version },
          notice: null,
          retryAfter: null,
        },
        commands: [],
      };
    case 'outcome':
      return phase.kind === 'submitting' ? afterOutcome(state, event.outcome) : unchanged(state);
    case 'refused':
      return phase.kind === 'submitting' ? afterRefusal(state, phase, event) : unchanged(state);
    case 'lost':
      return phase.kind === 'submitting' ? checking(state, phase, event.at) : unchanged(state);
    case 'viewed':
      return afterView(state, event);
    case 'redirectTimedOut':
      return phase.kind === 'redirecting' ? unchanged({ ...state, phase: IDLE }) : unchanged(state);
    case 'restored':
      // A submission still ends, and what is being checked is still not known: neither may be forgotten.
      return {
        state: phase.kind === 'redirecting' ? { ...state, phase: IDLE } : state,
        commands: ['reread'],
      };
    case 'noticed':
      return unchanged({ ...state, notice: event.notice, retryAfter: null });
    default:
      return event satisfies never;
  }
}

const IDLE: Phase = { kind: 'idle' };

type Submitting = Extract<Phase, { kind: 'submitting' }>;

function unchanged(state: PaymentState): Transition {
  return { state, commands: [] };
}

function afterOutcome(before: PaymentState, outcome: Outcome): Transition {
  const state = { ...before, phase: IDLE, seenOutcome: outcomeKey(outcome) };
  const commands = ['endAttempt'] as const;
  switch (outcome.status) {
    case 'requires_action': {
      const { redirectUrl: to } = outcome;
      const forgotten = withoutCard(state);
      if (!isSafeUrl(to)) return { state: { ...forgotten, notice: 'unsafeRedirect' }, commands };
      return { state: { ...forgotten, phase: { kind: 'redirecting', to } }, commands };
    }
    case 'declined':
      return { state: withoutCvc(state, outcome.decline), commands };
    case 'succeeded':
    case 'reversed':
      return { state: withoutCard(state), commands };
    case 'processing':
    case 'requires_agreement':
      return { state, commands };
    default:
      return outcome satisfies never;
  }
}

function afterRefusal(
  state: PaymentState,
  phase: Submitting,
  { refusal, at }: Extract<PaymentEvent, { type: 'refused' }>,
): Transition {
  const action = refusalAction(refusal.reason);
  const idle = { ...state, phase: IDLE };
  switch (action.kind) {
    case 'check':
      return checking(state, phase, at);
    case 'say':
      return {
        state: { ...idle, notice: action.sentence, retryAfter: refusal.retryAfter },
        commands: ['endAttempt', 'reread'],
      };
    case 'reread':
      return { state: idle, commands: ['endAttempt', 'reread'] };
    case 'fields':
      return { state: idle, commands: ['endAttempt'] };
    default:
      return action satisfies never;
  }
}

function checking(state: PaymentState, { versionBefore }: Submitting, since: number): Transition {
  return { state: { ...state, phase: { kind: 'checking', versionBefore, since } }, commands: ['reread'] };
}

function afterView(
  before: PaymentState,
  { view, readAt }: Extract<PaymentEvent, { type: 'viewed' }>,
): Transition {
  const { phase } = before;
  // The response to the submission says more, and comes.
  if (phase.kind === 'submitting') return unchanged(before);
  const state = phase.kind === 'checking' ? afterCheck(before, phase, { view, readAt }) : before;

  // An outcome that came otherwise than as the response to a submission.
  const key = outcomeKey(view.outcome);
  if (key === state.seenOutcome) return unchanged(state);
  const seen = { ...state, seenOutcome: key };
  if (view.outcome?.status !== 'declined') return unchanged(seen);
  return { state: withoutCvc(seen, view.outcome.decline), commands: ['endAttempt'] };
}

/** A request may still be on its way while the session already reads as untouched. */
const GRACE_MS = 4_000;

/** What a reading of the session says about an attempt whose response was lost. */
function afterCheck(
  state: PaymentState,
  { versionBefore, since }: Extract<Phase, { kind: 'checking' }>,
  { view, readAt }: { readonly view: SessionView; readonly readAt: number },
): PaymentState {
  if (readAt < since) return state;
  const isUntouched = view.status === 'open' && (view.version <= versionBefore || view.outcome === null);
  // The session shows what became of it, or that the server is at it.
  if (!isUntouched) return { ...state, phase: IDLE };
  if (readAt - since < GRACE_MS) return state;
  // The server never got it. The attempt keeps its key: the same submission again is the same attempt.
  return { ...state, phase: IDLE, notice: 'notBegun', retryAfter: null };
}

function withoutCard(state: PaymentState): PaymentState {
  return { ...state, forget: { ...state.forget, card: state.forget.card + 1 } };
}

/** What the card was not asked about stays typed, the CVC too. */
function withoutCvc(state: PaymentState, decline: Decline): PaymentState {
  if (isTotalChanged(decline)) return state;
  return { ...state, forget: { ...state.forget, cvc: state.forget.cvc + 1 } };
}
