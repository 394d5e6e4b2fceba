import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PaymentRecord } from '../domain/payment.ts';
import { type BankEnd, bankSpeech } from '../pages/bank-texts.ts';
import { bankEndPage, challengePage, threeDsPageCss } from '../pages/three-ds-page.ts';
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

const endOf = (record: PaymentRecord): BankEnd =>
  record.threeDs?.state === 'expired' ? 'expired' : 'answered';

/** As the bank knows the shop: by the name of its account, else by where it is. */
const shopOf = ({ terms }: PaymentRecord, shopName: string | undefined): string =>
  shopName ?? (terms.threeDsSuccessUrl === undefined ? '–' : new URL(terms.threeDsSuccessUrl).host);

type ThreeDsPageOptions = {
  readonly payments: Payments;
  readonly store: Store;
  readonly shopName: string | undefined;
};

/** The bank's 3DS challenge page. Its URL is the only secret; only a POST changes state. */
export function mountThreeDsPage(
  app: FastifyInstance,
  { payments, store, shopName }: ThreeDsPageOptions,
): void {
  const find = (sessionId: string): Challenge | null => {
    const session = store.findSession(sessionId);
    const tenant = session === undefined ? undefined : store.byId(session.tenantId);
    if (session === undefined || tenant === undefined) return null;
    return { tenant, record: payments.find(tenant, session.paymentId) };
  };

  app.get('/_sandbox/assets/three-ds-page.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(threeDsPageCss),
  );

  app.get<{ Params: { session: string } }>('/3ds/:session', (request, reply) => {
    const speech = bankSpeech(request.headers['accept-language']);
    const challenge = find(request.params.session);
    if (challenge === null) return sendPage(reply, 404, bankEndPage(speech, 'unknown'));
    const { record } = challenge;
    const { terms, threeDs } = record;
    if (threeDs?.state !== 'open')
      return sendPage(reply, 200, bankEndPage(speech, endOf(record), returnUrl(record)));
    const targets = [terms.threeDsSuccessUrl, terms.threeDsFailureUrl];
    return sendPage(reply, 200, challengePage(speech, { record, shop: shopOf(record, shopName) }), targets);
  });

  app.post<{ Params: { session: string } }>('/3ds/:session', (request, reply) => {
    const speech = bankSpeech(request.headers['accept-language']);
    const challenge = find(request.params.session);
    if (challenge === null) return sendPage(reply, 404, bankEndPage(speech, 'unknown'));
    const parsed = answerBody.safeParse(request.body);
    const { tenant, record } = challenge;
    if (!parsed.success) return sendPage(reply, 400, bankEndPage(speech, 'nothing'));
    const { answer } = parsed.data;
    const { id } = record.payment;
    const after =
      answer === 'leave'
        ? record
        : payments.answerChallenge(tenant, id, answer === 'approve' ? 'approved' : 'declined');
    const target = returnUrl(after);
    if (target !== undefined) return reply.redirect(target, 303);
    const end = answer === 'leave' ? 'left' : after.threeDs?.state === 'approved' ? 'approved' : 'declined';
    return sendPage(reply, 200, bankEndPage(speech, end));
  });
}
