import { mayDo } from '@checkout/schemas/console-operator';
import type {
  ConsoleAttempt,
  PaymentDetail,
  PaymentOrSession,
  RefundRequest,
} from '@checkout/schemas/console-payment';
import { declineOf } from '@checkout/schemas/decline';
import { maskEmail } from '../../checkout/masked-email.ts';
import { refundLimitOf } from '../../console-roles.ts';
import type { PaymentRow } from '../../db/payments.ts';
import { referenceOf } from '../../db/session-reference.ts';
import type { Session } from '../../db/sessions.ts';
import { withoutPayingIds } from '../../service/paying-ids.ts';
import { type Acting, type ConsoleDeps, note } from '../signed-in.ts';
import { actionsOf, isClosable } from './actions.ts';
import { refundRequestView } from './refund-request-view.ts';
import { type DetailRows, readRows } from './rows.ts';
import { standingOf } from './standing.ts';
import { timelineOf } from './timeline.ts';

/** Cents that the customer pays: with tax, as soon as Inflow has computed it. */
export function totalOf({ amount, amountTaxesIncluded, largeAmounts }: PaymentRow): number {
  return largeAmounts === null
    ? (amountTaxesIncluded ?? amount)
    : (largeAmounts.amountTaxesIncluded ?? largeAmounts.amount);
}

/** `console.payment.get`: for a viewer with personal data masked. @throws AppError `NOT_FOUND` */
export async function loadDetail(
  deps: ConsoleDeps,
  acting: Acting,
  named: PaymentOrSession,
): Promise<PaymentDetail> {
  const rows = await readRows(deps.db, named);
  const { payment, session } = rows;
  const { operator } = acting;
  const seesCustomer = mayDo(operator.role, 'viewCustomer');
  const email = payment?.customerEmail ?? rows.current?.customerEmail ?? session?.customerEmail ?? null;
  const shownEmail = email === null || email === '' ? null : seesCustomer ? email : maskEmail(email);
  const shown = (text: string) => (seesCustomer ? text : '•••');
  const limit = refundLimitOf(deps.consoleSettings.refundLimits, operator.role, payment?.currency ?? '');
  return {
    standing: standingOf({
      payment:
        payment === null
          ? null
          : {
              ...payment,
              wasAuthorised: wasAuthorised(payment),
              stray: payment.orphan,
              dismissed: payment.dismissedAt !== null,
            },
      attempt: rows.current,
      session: session?.status ?? null,
      refund: rows.refund?.state ?? null,
      awaitsApproval: rows.requests.some(({ state }) => state === 'waiting'),
    }),
    payment: payment === null ? null : paymentView(payment, shown),
    session: session === null ? null : sessionView(session, shown),
    customer: {
      email: shownEmail,
      customerId: seesCustomer ? (payment?.customerId ?? null) : null,
      masked: !seesCustomer,
      erased: (payment?.erasedAt ?? rows.current?.erasedAt ?? null) !== null,
    },
    attempts: rows.attempts.map(attemptView),
    refund:
      rows.refund === null
        ? null
        : {
            state: rows.refund.state,
            reason: rows.refund.reason,
            requestedBy: rows.refund.requestedBy,
            requestedByName: rows.names.get(rows.refund.requestedBy.replace(/^operator:/, '')) ?? null,
            requestedAt: rows.refund.createdAt.toISOString(),
          },
    refundRequests: rows.requests.map(
      (row): RefundRequest =>
        refundRequestView(row, {
          names: rows.names,
          operatorId: operator.operatorId,
          customerEmail: shownEmail,
        }),
    ),
    // What a shop answers is its own text, and may name the customer.
    timeline: timelineOf(rows).map((each) => ({
      ...each,
      answer: each.answer === null ? null : shown(each.answer),
    })),
    actions: actionsOf(rows, operator),
    refundNeedsApproval: payment !== null && totalOf(payment) > limit,
  };
}

/** As `loadDetail`, with the look in the audit trail: at whom, by whom, from where. */
export async function lookAt(
  deps: ConsoleDeps,
  acting: Acting,
  named: PaymentOrSession,
): Promise<PaymentDetail> {
  const { payment, session } = await readRows(deps.db, named);
  await note(deps.db, acting, {
    action: mayDo(acting.operator.role, 'viewCustomer') ? 'customer.viewed' : 'payment.viewed',
    paymentId: payment?.id ?? named.paymentId,
    sessionId: session?.id,
  });
  return loadDetail(deps, acting, named);
}

function wasAuthorised({ timeline }: PaymentRow): boolean {
  return timeline.some(({ status }) =>
    ['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS'].includes(status),
  );
}

type Shown = (text: string) => string;

function paymentView(row: PaymentRow, shown: Shown): PaymentDetail['payment'] {
  const { metadatas } = withoutPayingIds({ sessionId: null, metadatas: row.metadatas });
  return {
    paymentId: row.id,
    createdAt: row.createdAt.toISOString(),
    status: row.status,
    depositStatus: row.depositStatus,
    declineCode: row.declineCode,
    readAt: row.readAt.toISOString(),
    currency: row.currency,
    amountInCents: row.largeAmounts?.amount ?? row.amount,
    amountTaxesIncluded:
      row.largeAmounts === null ? row.amountTaxesIncluded : row.largeAmounts.amountTaxesIncluded,
    taxRateInPercentage: row.taxRate,
    taxCountry: row.taxCountry,
    products: row.products,
    metadatas: Object.fromEntries(
      Object.entries(metadatas).map(([key, value]) => [key, shown(String(value))]),
    ),
    stray: row.orphan && row.dismissedAt === null,
  };
}

function sessionView(row: Session, shown: Shown): PaymentDetail['session'] {
  return {
    reference: referenceOf(row.id),
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt.toISOString(),
    currency: row.currency,
    subtotal: row.subtotal,
    items: row.items,
    metadatas: Object.fromEntries(Object.entries(row.metadatas).map(([key, value]) => [key, shown(value)])),
    acknowledgement:
      row.acknowledgedAt === null || row.acknowledgedReference === null
        ? null
        : { reference: row.acknowledgedReference, at: row.acknowledgedAt.toISOString() },
  };
}

function attemptView(row: DetailRows['attempts'][number]): ConsoleAttempt {
  return {
    attemptId: row.id,
    createdAt: row.createdAt.toISOString(),
    state: row.state,
    stateAt: row.stepAt.toISOString(),
    amountInCents: row.amount,
    currency: row.currency,
    cardBrand: row.cardBrand,
    cardLast4: row.cardLast4,
    savesCard: row.savesCard,
    paymentId: row.paymentId,
    decline: row.declineCode === null ? null : declineOf(row.declineCode),
    errorReason: row.errorReason,
    threeDs: row.redirectUrl === null ? 'none' : row.state === 'requires_action' ? 'open' : 'done',
    confirmsSent: row.confirmsSent,
    adopted: row.adopted,
    consent: row.consent === null ? null : { ...row.consent, at: row.createdAt.toISOString() },
    closable: isClosable(row.state),
  };
}
