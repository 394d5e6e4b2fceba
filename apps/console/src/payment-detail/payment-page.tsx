import type { PaymentDetail, PaymentOrSession } from '@checkout/schemas/console-payment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSubscription } from '@trpc/tanstack-react-query';
import { lazy, Suspense } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Loaded } from '../page/states.tsx';
import { useVisible } from '../page/use-visible.ts';
import { StandingMark } from '../statuses/payment-status.tsx';
import { useTRPC } from '../trpc.ts';
import { amountOf } from './amount-of.ts';
import { AmountsPanel } from './amounts-panel.tsx';
import { AttemptsPanel } from './attempts-panel.tsx';
import { CustomerPanel } from './customer-panel.tsx';
import { OrderPanel } from './order-panel.tsx';
import { ProviderPanel } from './provider-panel.tsx';
import { RefundPanel } from './refund-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

// A payment can be read before anything can be done with it.
const actions = import('./payment-actions.tsx');
const PaymentActions = lazy(async () => ({ default: (await actions).PaymentActions }));

const paymentRoute = getRouteApi('/payments/$paymentId');
const sessionRoute = getRouteApi('/sessions/$reference');

export function PaymentPage() {
  const { paymentId } = paymentRoute.useParams();
  return <Detail key={paymentId} of={{ paymentId }} />;
}

export function SessionPage() {
  const { reference } = sessionRoute.useParams();
  return <Detail key={reference} of={{ reference }} />;
}

/** Read once, and from then on as the api says that it has changed. */
function Detail({ of }: { of: PaymentOrSession }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { states } = useMessages();
  const isVisible = useVisible();
  const query = useQuery(trpc.console.payment.get.queryOptions(of));
  useSubscription(
    trpc.console.payment.watch.subscriptionOptions(of, {
      enabled: isVisible && query.data !== undefined,
      onData: (detail) => queryClient.setQueryData(trpc.console.payment.get.queryKey(of), detail),
    }),
  );
  return (
    <Loaded query={query} heading={states.loading}>
      {(detail) => <Shown detail={detail} />}
    </Loaded>
  );
}

function Shown({ detail }: { detail: PaymentDetail }) {
  const { payment: words, standing } = useMessages();
  const { money } = useFormats();
  const { cents, currency } = amountOf(detail);
  const amount = money(cents, currency);
  return (
    <>
      <PageHeading
        title={detail.payment === null ? words.session(amount) : words.payment(amount)}
        beside={<StandingMark standing={detail.standing} />}
        actions={
          <>
            <Suspense fallback={<span className="skeleton action" />}>
              <PaymentActions detail={detail} />
            </Suspense>
            <button type="button" className="button" onClick={() => window.print()}>
              {words.print}
            </button>
          </>
        }
      />
      <p className="sentence" role="status">
        {words.readOut(amount, standing[detail.standing].say)}
      </p>
      <RefundPanel detail={detail} />
      <div className="columns">
        <div className="stack">
          <AttemptsPanel attempts={detail.attempts} isStray={detail.session === null} />
          <TimelinePanel entries={detail.timeline} />
        </div>
        <div className="stack">
          <AmountsPanel detail={detail} />
          <CustomerPanel detail={detail} />
          {detail.payment !== null && <ProviderPanel detail={detail} payment={detail.payment} />}
          <OrderPanel detail={detail} />
        </div>
      </div>
    </>
  );
}
