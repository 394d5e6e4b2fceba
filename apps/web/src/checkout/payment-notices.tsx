import type { Decline } from '@checkout/schemas/decline';
import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import { type RefObject, useEffect, useRef } from 'react';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Notice, SupportReference } from '../page/notice.tsx';
import { isSafeUrl } from '../safe-url.ts';
import type { PaymentState, RefusalNotice as Refusal } from './payment-machine.ts';
import { isRefunded, outcomeKey } from './session-view.ts';

type PaymentNoticesProps = { outcome: Outcome | null; state: PaymentState };

/** What became of the last submission, above the card's fields. */
export function PaymentNotices({ outcome, state: { phase, notice, retryAfter } }: PaymentNoticesProps) {
  // During a submission the result of the last one is no longer news.
  if (phase.kind === 'submitting' || phase.kind === 'agreeing') return null;
  if (notice !== null) return <RefusalNotice key={notice} refusal={notice} retryAfter={retryAfter} />;
  switch (outcome?.status) {
    case 'declined':
      return (
        <DeclineNotice key={outcomeKey(outcome)} decline={outcome.decline} paymentId={outcome.payment?.id} />
      );
    case 'requires_action':
      return <ChallengeNotice redirectUrl={outcome.redirectUrl} isLeaving={phase.kind === 'redirecting'} />;
    case 'reversed':
      return <ReversedNotice payment={outcome.payment} />;
    case 'succeeded':
    case 'processing':
    case 'requires_agreement':
    case undefined:
      return null;
    default:
      return outcome satisfies undefined;
  }
}

type RefusalNoticeProps = {
  refusal: Refusal;
  /** Seconds, from the refusal on; null when the server did not say. */
  retryAfter: number | null;
};

function RefusalNotice({ refusal, retryAfter }: RefusalNoticeProps) {
  const messages = useMessages();
  const formats = useFormats();
  return (
    <Notice ref={useScrolledIntoView()} tone="problem" alert>
      <p>{messages.refusal[refusal]}</p>
      {retryAfter !== null && <p>{messages.waiting.until(formats.inSeconds(retryAfter))}</p>}
      {refusal === 'notLoaded' && (
        // Chromium remembers that a module did not come, until the page is loaded again.
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {messages.unreachable.again}
        </button>
      )}
    </Notice>
  );
}

function DeclineNotice({ decline, paymentId }: { decline: Decline; paymentId: string | undefined }) {
  const messages = useMessages();
  return (
    // The focus comes here where no field is to be corrected: around the alert, which would be read out twice.
    <div className="decline" tabIndex={-1}>
      <Notice ref={useScrolledIntoView()} tone="problem" alert heading={messages.decline.heading}>
        <p>{declineSentence(decline, messages)}</p>
        {paymentId !== undefined && <SupportReference paymentId={paymentId} />}
      </Notice>
    </div>
  );
}

/** Of a session that is still to be paid: the charge did not pay it. */
function ReversedNotice({ payment }: { payment: Payment }) {
  const { receipt, failed } = useMessages();
  const refunded = isRefunded(payment);
  return (
    <Notice
      ref={useScrolledIntoView()}
      tone="info"
      alert
      heading={refunded ? receipt.headings.refunded : failed.heading}
    >
      <p>{refunded ? receipt.refundDelay : failed.body}</p>
      <SupportReference paymentId={payment.id} />
    </Notice>
  );
}

/** What to do next. A code that this page does not know is said in general terms, never shown. */
function declineSentence(decline: Decline, messages: Messages): string {
  const { codes, retryable, final } = messages.decline;
  if (isCodeOf(codes, decline.code)) return codes[decline.code];
  return decline.retryable ? retryable : final;
}

function isCodeOf<Codes extends object>(codes: Codes, code: PropertyKey): code is keyof Codes {
  return Object.hasOwn(codes, code);
}

/** While a 3DS challenge is open: a shopper who came back without an answer can go on there. */
function ChallengeNotice({ redirectUrl, isLeaving }: { redirectUrl: string; isLeaving: boolean }) {
  const { bank } = useMessages();
  if (!isSafeUrl(redirectUrl)) return null;
  return (
    <Notice tone="info" heading={bank.heading}>
      <p>{isLeaving ? bank.redirecting : bank.body}</p>
      <p>
        <a className="button primary" href={redirectUrl} rel="noreferrer">
          {bank.continue}
        </a>
      </p>
      {!isLeaving && <p>{bank.or}</p>}
    </Notice>
  );
}

function useScrolledIntoView(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which React would take for a clean-up.
    void element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return element;
}
