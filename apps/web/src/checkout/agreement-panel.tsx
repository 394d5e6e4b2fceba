import type { SessionView } from '@checkout/schemas/session';
import { useMessages } from '../messages/messages-context.tsx';
import { useShownTexts } from '../page/shown-texts.tsx';
import { PayButton } from '../pay-form/pay-button.tsx';
import type { Agreement, ShownTotals } from '../pay-form/totals.ts';
import { PaymentNotices } from './payment-notices.tsx';
import type { PaymentRun } from './use-payment.ts';

type AgreementPanelProps = {
  view: SessionView;
  agreement: Agreement;
  /** Of the agreement. */
  shown: ShownTotals;
  /** Whether the button may say only the words of the law. */
  byLaw: boolean;
  payment: PaymentRun;
};

/** A payment that is confirmed once the shopper agrees to its total, which was not shown before, or was another. */
export function AgreementPanel(props: AgreementPanelProps) {
  const { view, agreement, shown, byLaw, payment } = props;
  const { agreement: texts } = useMessages();
  const shownTexts = useShownTexts();
  const { phase, shownTotal } = payment.state;
  const busy = phase.kind === 'agreeing';
  const hasChanged = shownTotal !== null && shownTotal !== agreement.total;
  return (
    <div className="agreement" aria-busy={busy}>
      <PaymentNotices outcome={view.outcome} state={payment.state} />
      <p>{hasChanged ? texts.changed : texts.workedOut}</p>
      <p className="agreement-uncharged">{texts.uncharged}</p>
      <PayButton
        view={view}
        work={busy ? 'submitting' : 'idle'}
        shown={shown}
        byLaw={byLaw}
        onPress={() => (shownTexts.areIntact() ? void payment.agree(agreement) : payment.notice('altered'))}
      />
      <button type="button" className="button" aria-disabled={busy} onClick={() => payment.leave(agreement)}>
        {texts.back}
      </button>
    </div>
  );
}
