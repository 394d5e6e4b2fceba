import type { SessionView } from '@checkout/schemas/session';
import { useState } from 'react';
import { Link } from 'wouter';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { type Draft, useDrafts } from '../pay-form/drafts.tsx';
import { PayForm } from '../pay-form/pay-form.tsx';
import { type TaxBasisValues, taxBasisOf } from '../pay-form/tax-basis.ts';
import { isSafeUrl } from '../safe-url.ts';
import { useAgreedQuote } from './agreed-quote.ts';
import { OrderSummary } from './order-summary.tsx';
import { PaymentNotices } from './payment-notices.tsx';
import type { PaymentRun } from './use-payment.ts';

type CheckoutFormProps = {
  view: SessionView;
  payment: PaymentRun;
  /** It stays, hidden, while an outcome is awaited: what was typed is kept in case it is needed again. */
  shown: boolean;
};

export function CheckoutForm({ view, payment, shown }: CheckoutFormProps) {
  const { checkout } = useMessages();
  const { phase, forget } = payment.state;
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
        work={phase.kind === 'checking' ? 'idle' : phase.kind}
        quote={quote}
        basis={basis}
        onBasis={setBasis}
        first={first}
        forget={forget}
        onPay={payment.pay}
        onUnmarkedProblem={() => payment.notice('unmarked')}
        onNotReady={() => payment.notice('unavailable')}
        notices={<PaymentNotices outcome={view.outcome} state={payment.state} />}
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

function CancelLink({ cancelUrl }: { cancelUrl: string | null }) {
  const { checkout } = useMessages();
  if (cancelUrl !== null && isSafeUrl(cancelUrl)) {
    return (
      <a className="cancel-link" href={cancelUrl}>
        {checkout.cancel}
      </a>
    );
  }
  return (
    <Link className="cancel-link" href="/">
      {checkout.cancel}
    </Link>
  );
}
