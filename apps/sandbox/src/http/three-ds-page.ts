import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PaymentRecord } from '../domain/payment.ts';
import { challengePage, endPage, threeDsPageCss } from '../pages/three-ds-page.ts';
import type { Payments } from '../payments.ts';
import type { Store } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';
import { sendPage } from './security.ts';

const answerBody = z.object({ answer: z.enum(['approve', 'decline', 'leave']) });

type Challenge = { readonly tenant: Tenant; readonly record: PaymentRecord };

/** Where the browser goes next. A shopper who leaves goes to the failure URL; the payment stays open. */
function returnUrl({ terms, threeDs }: PaymentRecord): string | undefined {
  return threeDs?.state === 'approved' ? terms.threeDsSuccessUrl : terms.threeDsFailureUrl;
}

function endedPage(record: PaymentRecord): string {
  const expired = record.threeDs?.state === 'expired';
  const heading = expired ? 'This request has expired' : 'You have already answered';
  return endPage(
    heading,
    expired ? 'Nothing was paid.' : 'There is nothing more to do here.',
    returnUrl(record),
  );
}

/** The bank's 3DS challenge page. Its URL is the only secret; only a POST changes state. */
export function mountThreeDsPage(app: FastifyInstance, payments: Payments, store: Store): void {
  const find = (sessionId: string): Challenge | null => {
    const session = store.findSession(sessionId);
    const tenant = session === undefined ? undefined : store.byId(session.tenantId);
    if (session === undefined || tenant === undefined) return null;
    return { tenant, record: payments.find(tenant, session.paymentId) };
  };
  const unknown = endPage('Unknown request', 'This address belongs to no payment.', undefined);

  app.get('/_sandbox/assets/three-ds-page.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(threeDsPageCss),
  );

  app.get<{ Params: { session: string } }>('/3ds/:session', (request, reply) => {
    const challenge = find(request.params.session);
    if (challenge === null) return sendPage(reply, 404, unknown);
    const { terms, threeDs } = challenge.record;
    if (threeDs?.state !== 'open') return sendPage(reply, 200, endedPage(challenge.record));
    const targets = [terms.threeDsSuccessUrl, terms.threeDsFailureUrl];
    return sendPage(reply, 200, challengePage(challenge.record), targets);
  });

  app.post<{ Params: { session: string } }>('/3ds/:session', (request, reply) => {
    const challenge = find(request.params.session);
    if (challenge === null) return sendPage(reply, 404, unknown);
    const parsed = answerBody.safeParse(request.body);
    const { tenant, record } = challenge;
    if (!parsed.success)
      return sendPage(reply, 400, endPage('Nothing was answered', 'Please go back and choose.', undefined));
    const { answer } = parsed.data;
    const { id } = record.payment;
    const after =
      answer === 'leave'
        ? record
        : payments.answerChallenge(tenant, id, answer === 'approve' ? 'approved' : 'declined');
    const target = returnUrl(after);
    if (target !== undefined) return reply.redirect(target, 303);
    if (answer === 'leave')
      return sendPage(reply, 200, endPage('You left', 'The payment is still open.', undefined));
    const heading = after.threeDs?.state === 'approved' ? 'Approved' : 'Declined';
    return sendPage(reply, 200, endPage(heading, 'Your answer has been sent to the shop.', undefined));
  });
}
