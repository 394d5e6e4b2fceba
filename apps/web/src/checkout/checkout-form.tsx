import type { SessionView } from '@checkout/schemas/session';
import { useState } from 'react';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { useHydrated } from '../page/browser-state.ts';
import { PageHeading } from '../page/page-heading.tsx';
import { ShownTextsProvider, useDrawing } from '../page/shown-texts.tsx';
import { StoreLink } from '../page/store-link.tsx';
import type { Draft } from '../pay-form/draft.ts';
import { useDrafts } from '../pay-form/drafts.tsx';
import { PayForm } from '../pay-form/pay-form.tsx';
import { type TaxBasisValues, taxBasisOf } from '../pay-form/tax-basis.ts';
import { type Agreement, type ShownTotals, totalsOfAgreement } from '../pay-form/totals.ts';
import { useQuote } from '../pay-form/use-quote.ts';
import { isSafeUrl } from '../safe-url.ts';
import { AgreementPanel } from './agreement-panel.tsx';
import { OrderSummary } from './order-summary.tsx';
import { PaymentNotices } from './payment-notices.tsx';
import type { PaymentRun } from './use-payment.ts';

type CheckoutFormProps = {
  view: SessionView;
  payment: PaymentRun;
  /** It stays, hidden, while an outcome is awaited: what was typed is kept in case it is needed again. */
  shown: boolean;
  /** In the form's place, while a payment waits for the shopper to agree to its total. */
  agreement: Agreement | null;
};

export function CheckoutForm(props: CheckoutFormProps) {
  return (
    <ShownTextsProvider>
      <Checkout {...props} />
    </ShownTextsProvider>
  );
}

function Checkout({ view, payment, shown, agreement }: CheckoutFormProps) {
  const { checkout, agreement: texts } = useMessages();
  const { phase, forget, declines } = payment.state;
  const isPaying = phase.kind !== 'idle';
  const drafts = useDrafts();
  const drawing = useDrawing();
  const { country } = useInitialPageData();
  const hydrated = useHydrated();
  const [first] = useState(() => {
    // While what the server drew is hydrated, the form takes up its draft afterwards.
    const kept = hydrated ? drafts.of(view.sessionId, view.customerEmail) : null;
    return kept ?? emptyDraft(view.customerEmail, country);
  });
  const [basis, setBasis] = useState<TaxBasisValues>(() => taxBasisOf(first));
  const quote = useQuote(view.sessionId, basis);
  const totals = agreement === null ? quote : shownTotalsOf(agreement, view);

  return (
    <div className="checkout" hidden={!shown}>
      <div className={isPaying ? 'checkout-heading paying' : 'checkout-heading'}>
        {shown && agreement === null && <PageHeading text={checkout.heading} />}
        {agreement !== null && <PageHeading text={texts.heading} />}
        <CancelLink cancelUrl={view.cancelUrl} />
      </div>
      <OrderSummary key={drawing} view={view} shown={totals} unfolded={agreement !== null} />
      {agreement !== null && (
        <AgreementPanel view={view} agreement={agreement} shown={totals} payment={payment} />
      )}
      <PayForm
        view={view}
        work={phase.kind === 'submitting' || phase.kind === 'redirecting' ? phase.kind : 'idle'}
        quote={quote}
        basis={basis}
        onBasis={setBasis}
        first={first}
        forget={forget}
        declines={declines}
        shown={agreement === null}
        onPay={payment.pay}
        onUnmarkedProblem={() => payment.notice('unmarked')}
        onNotReady={() => payment.notice('notLoaded')}
        onAltered={() => payment.notice('altered')}
        notices={agreement === null && <PaymentNotices outcome={view.outcome} state={payment.state} />}
      />
    </div>
  );
}

function shownTotalsOf(agreement: Agreement, view: SessionView): ShownTotals {
  return { totals: totalsOfAgreement(agreement, view), updating: false, taxLater: false };
}

function emptyDraft(customerEmail: string | null, country: string | null): Draft {
  return {
    email: customerEmail ?? '',
    name: '',
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
  return <StoreLink look="cancel-link">{checkout.cancel}</StoreLink>;
}
