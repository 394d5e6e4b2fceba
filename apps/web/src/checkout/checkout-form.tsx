import type { SessionView } from '@checkout/schemas/session';
import { useState } from 'react';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import type { Draft } from '../pay-form/draft.ts';
import { useDrafts } from '../pay-form/draft-context.tsx';
import type { Work } from '../pay-form/pay-button.tsx';
import { PayForm } from '../pay-form/pay-form.tsx';
import { type TaxBasisValues, taxBasisOf } from '../pay-form/tax-basis.ts';
import { BankNotice } from './bank-notice.tsx';
import { CancelLink } from './cancel-link.tsx';
import { DeclineNotice } from './decline-notice.tsx';
import { OrderSummary } from './order-summary.tsx';
import { outcomeKey } from './outcome-key.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import type { Phase } from './stage.ts';
import { useAgreedQuote } from './use-agreed-quote.ts';
import type { usePayment } from './use-payment.ts';

type CheckoutFormProps = {
  view: SessionView;
  payment: ReturnType<typeof usePayment>;
  /** It stays, hidden, while an outcome is awaited: what was typed is kept in case it is needed again. */
  shown: boolean;
};

export function CheckoutForm({ view, payment, shown }: CheckoutFormProps) {
  const { checkout } = useMessages();
  const drafts = useDrafts();
  const { country } = useInitialPageData();
  const [first] = useState(() => drafts.of(view.sessionId) ?? emptyDraft(view.customerEmail, country));
  const [basis, setBasis] = useState<TaxBasisValues>(() => taxBasisOf(first));
  const quote = useAgreedQuote(view.sessionId, basis, view.outcome);

  return (
    <div className="checkout" hidden={!shown}>
      <div className="checkout-heading">
        {shown && <PageHeading text={checkout.heading} />}
        <CancelLink cancelUrl={view.cancelUrl} />
      </div>
      <OrderSummary view={view} quote={quote} />
      <PayForm
        view={view}
        work={workOf(payment.phase)}
        quote={quote}
        basis={basis}
        onBasis={setBasis}
        first={first}
        forget={payment.forget}
        onPay={payment.pay}
        onUnmarkedProblem={() => payment.say('unmarked')}
        onNotReady={() => payment.say('unavailable')}
        notices={<Notices view={view} payment={payment} />}
      />
    </div>
  );
}

function emptyDraft(customerEmail: string | null, country: string | null): Draft {
  return {
    email: customerEmail ?? '',
    country: country ?? '',
    postalCode: '',
    business: false,
    businessName: '',
    taxId: '',
  };
}

function Notices({ view, payment }: Pick<CheckoutFormProps, 'view' | 'payment'>) {
  const { outcome } = view;
  // While a press is at work, the last one's result is no longer news.
  if (payment.phase.kind === 'paying') return null;
  if (payment.notice !== null)
    return <RefusalNotice key={payment.notice} refusal={payment.notice} retryAfter={payment.retryAfter} />;
  switch (outcome?.status) {
    case 'declined':
      return (
        <DeclineNotice key={outcomeKey(outcome)} decline={outcome.decline} paymentId={outcome.payment?.id} />
      );
    case 'requires_action':
      return <BankNotice redirectUrl={outcome.redirectUrl} leaving={payment.phase.kind === 'redirecting'} />;
    case 'succeeded':
    case 'processing':
    case undefined:
      return null;
    default:
      return outcome satisfies undefined;
  }
}

function workOf(phase: Phase): Work {
  switch (phase.kind) {
    case 'paying':
    case 'redirecting':
      return phase.kind;
    case 'idle':
    case 'checking':
      return 'idle';
    default:
      return phase satisfies never;
  }
}
