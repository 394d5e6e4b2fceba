import type { Outcome } from '@checkout/schemas/outcome';
import type { SessionView } from '@checkout/schemas/session';
import type { ServerRefusal } from '../client-error.ts';
import type { Messages } from '../messages/messages.ts';
import type { Agreement } from '../pay-form/totals.ts';
import { refusalAction } from '../refusal-actions.ts';
import { isSafeUrl } from '../safe-url.ts';
import { outcomeKey } from './session-view.ts';

/** What this page itself is doing about a payment; everything else is the server's state. */
export type Phase =
  | { readonly kind: 'idle' }
  /** `versionBefore`: of the session when the shopper submitted or agreed. */
  | { readonly kind: 'submitting'; readonly versionBefore: number }
  /** The shopper has agreed to this total. */
  | { readonly kind: 'agreeing'; readonly versionBefore: number; readonly agreement: Agreement }
  /** The browser is on its way to the 3DS challenge. */
  | { readonly kind: 'redirecting'; readonly to: string }
  /**
   * The response was lost, so what became of the attempt is read from the server. `since`: in ms. `agreed`: the payment whose total was
   * agreed to; null after a submission.
   */
  | {
      readonly kind: 'checking';
      readonly versionBefore: number;
      readonly since: number;
      readonly agreed: string | null;
    };

export type RefusalNotice = keyof Messages['refusal'];

export type PaymentState = {
  readonly phase: Phase;
  readonly notice: RefusalNotice | null;
  /** Seconds, from the notice on; null when the server did not say. */
  readonly retryAfter: number | null;
  /** Counts the outcomes after which the card's fields, or only the CVC, have to be empty. */
  readonly forget: { readonly card: number; readonly cvc: number };
  /** Counts the declines that answer a submission of this page: the shopper is led to what to correct. */
  readonly declines: number;
  /** The last outcome that was acted upon: the same one read again changes nothing. */
  readonly seenOutcome: string;
  /** The total that the shopper saw before the one that is asked about, in cents; null when none was shown by this page. */
  readonly shownTotal: number | null;
  /** The payment whose total the shopper has left for the form, to change something. */
  readonly leftPayment: string | null;
};

export type PaymentEvent =
  | { readonly type: 'submitted'; readonly version: number; readonly total: number | null }
  | { readonly type: 'agreed'; readonly version: number; readonly agreement: Agreement }
  /** Back to the form instead. */
  | { readonly type: 'left'; readonly paymentId: string }
  /** Nothing was sent: what a request needs could not be made. */
  | { readonly type: 'unsent'; readonly notice: RefusalNotice }
  /** The three ways in which a submission or an agreement ends. */
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
    declines: 0,
    seenOutcome: outcomeKey(view.outcome),
    shownTotal: null,
    leftPayment: null,
  };
}

/** Pure: the state after an event, and what has to be done about it. An event that does not fit the phase changes nothing. */
export function transition(state: PaymentState, event: PaymentEvent): Transition {
  const { phase } = state;
  switch (event.type) {
    case 'submitted': {
      const { version: versionBefore, total: shownTotal } = event;
      return phase.kind === 'idle'
        ? unchanged({ ...withoutNotice(state), phase: { kind: 'submitting', versionBefore }, shownTotal })
        : unchanged(state);
    }
    case 'agreed': {
      const { version: versionBefore, agreement } = event;
      return phase.kind === 'idle'
        ? unchanged({ ...withoutNotice(state), phase: { kind: 'agreeing', versionBefore, agreement } })
        : unchanged(state);
    }
    case 'left':
      return phase.kind === 'idle'
        ? unchanged({ ...withoutNotice(state), leftPayment: event.paymentId })
        : unchanged(state);
    case 'unsent':
      return isSending(phase)
        ? unchanged({ ...state, phase: IDLE, notice: event.notice, retryAfter: null })
        : unchanged(state);
    case 'outcome':
      return isSending(phase) ? afterOutcome(state, phase, event.outcome) : unchanged(state);
    case 'refused':
      return isSending(phase) ? afterRefusal(state, phase, event) : unchanged(state);
    case 'lost':
      return isSending(phase) ? checking(state, phase, event.at) : unchanged(state);
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

/** A request is on its way, whose response says more than any view. */
type Sending = Extract<Phase, { kind: 'submitting' | 'agreeing' }>;

function isSending(phase: Phase): phase is Sending {
  return phase.kind === 'submitting' || phase.kind === 'agreeing';
}

/** Without a command. */
function unchanged(state: PaymentState): Transition {
  return { state, commands: [] };
}

function withoutNotice(state: PaymentState): PaymentState {
  return { ...state, notice: null, retryAfter: null };
}

function afterOutcome(before: PaymentState, phase: Sending, outcome: Outcome): Transition {
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
      return { state: { ...withoutCvc(state), declines: state.declines + 1 }, commands };
    case 'succeeded':
    case 'reversed':
      return { state: withoutCard(state), commands };
    case 'processing':
      return { state, commands };
    case 'requires_agreement':
      // The attempt keeps its key: the same form submitted again asks for this payment, and makes no other.
      return unchanged(afterQuestion({ ...state, leftPayment: null }, phase, outcome));
    default:
      return outcome satisfies never;
  }
}

/** Asked for the first time, or again. */
function afterQuestion(state: PaymentState, phase: Sending, { total }: Agreement): PaymentState {
  if (phase.kind === 'submitting') return state;
  const { total: agreedTotal } = phase.agreement;
  // Nothing was confirmed, for example because Inflow could not be reached; another total explains itself.
  return total === agreedTotal ? { ...state, notice: 'notCharged' } : { ...state, shownTotal: agreedTotal };
}

function afterRefusal(
  state: PaymentState,
  phase: Sending,
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
      // An agreement has no fields that could be corrected.
      return phase.kind === 'agreeing'
        ? { state: { ...idle, notice: 'unavailable' }, commands: ['reread'] }
        : { state: idle, commands: ['endAttempt'] };
    default:
      return action satisfies never;
  }
}

function checking(state: PaymentState, before: Sending, since: number): Transition {
  const { versionBefore } = before;
  const agreed = before.kind === 'agreeing' ? before.agreement.payment.id : null;
  return {
    state: { ...state, phase: { kind: 'checking', versionBefore, since, agreed } },
    commands: ['reread'],
  };
}

function afterView(
  before: PaymentState,
  { view, readAt }: Extract<PaymentEvent, { type: 'viewed' }>,
): Transition {
  const { phase } = before;
  // The response says more, and comes.
  if (isSending(phase)) return unchanged(before);
  const state = phase.kind === 'checking' ? afterCheck(before, phase, { view, readAt }) : before;

  // An outcome that came otherwise than as the response to a submission.
  const key = outcomeKey(view.outcome);
  if (key === state.seenOutcome) return unchanged(state);
  const seen = { ...state, seenOutcome: key };
  if (view.outcome?.status !== 'declined') return unchanged(seen);
  const declines = phase.kind === 'checking' ? seen.declines + 1 : seen.declines;
  return { state: { ...withoutCvc(seen), declines }, commands: ['endAttempt'] };
}

/** A request may still be on its way while the session already reads as untouched. */
const GRACE_MS = 4_000;

/** What a reading of the session says about an attempt whose response was lost. */
function afterCheck(
  state: PaymentState,
  { versionBefore, since, agreed }: Extract<Phase, { kind: 'checking' }>,
  { view, readAt }: { readonly view: SessionView; readonly readAt: number },
): PaymentState {
  if (readAt < since) return state;
  const { outcome } = view;
  const stillWaits = outcome?.status === 'requires_agreement' && outcome.payment.id === agreed;
  const isUntouched =
    view.status === 'open' && (view.version <= versionBefore || outcome === null || stillWaits);
  // The session shows what became of it, or that the server is at it.
  if (!isUntouched) return { ...state, phase: IDLE };
  if (readAt - since < GRACE_MS) return state;
  // The server never got it. The attempt keeps its key: the same submission again is the same attempt.
  return { ...state, phase: IDLE, notice: agreed === null ? 'notBegun' : 'notCharged', retryAfter: null };
}

function withoutCard(state: PaymentState): PaymentState {
  return { ...state, forget: { ...state.forget, card: state.forget.card + 1 } };
}

function withoutCvc(state: PaymentState): PaymentState {
  return { ...state, forget: { ...state.forget, cvc: state.forget.cvc + 1 } };
}
