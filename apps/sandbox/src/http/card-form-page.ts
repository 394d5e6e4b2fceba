import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CardInput } from '../domain/card.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import { waitsForCard } from '../domain/transitions.ts';
import { cardFormEndPage, cardFormPage, cardFormPageCss } from '../pages/card-form-page.ts';
import type { Payments } from '../payments.ts';
import type { Store } from '../store/store.ts';
import { sendPage } from './security.ts';

/** As long as the fields of the page. The number’s groups are joined, and `34` is the year 2034. */
const cardBody = z
  .object({
    number: z.string().max(40),
    expMonth: z.string().regex(/^\s*\d{1,2}\s*$/),
    expYear: z.string().regex(/^\s*(\d\d|\d{4})\s*$/),
    cvc: z.string().max(10),
  })
  .transform(
    ({ number, expMonth, expYear, cvc }): CardInput => ({
      number: number.replace(/[\s-]/g, ''),
      expMonth: Number(expMonth),
      expYear: Number(expYear) < 100 ? 2000 + Number(expYear) : Number(expYear),
      cvc: cvc.trim(),
    }),
  )
  .refine(({ number, cvc }) => number !== '' && cvc !== '');

/** Where the browser goes when the card is decided. As after a 3DS challenge, the URL proves nothing. */
const returnUrl = ({ payment, terms }: PaymentRecord): string | undefined =>
  payment.status === 'PAYMENT_FAILED' ? terms.threeDsFailureUrl : terms.threeDsSuccessUrl;

/**
 * The card form of a payment that was created without a card: it stands for the form of Inflow's own SDK. The payment's id,
 * which cannot be guessed, is the permission to pay it.
 */
export function mountCardForm(app: FastifyInstance, payments: Payments, store: Store): void {
  const find = (id: string) => {
    const tenant = store.all().find((each) => each.payments.has(id));
    return tenant === undefined ? null : { tenant, record: payments.find(tenant, id) };
  };
  const unknown = cardFormEndPage('Unknown payment', 'This address belongs to no payment.', undefined);
  const closed = (record: PaymentRecord) =>
    cardFormEndPage(
      'This payment takes no card',
      'It has one already, or it has ended.',
      record.card === null ? undefined : returnUrl(record),
    );

  app.get('/_sandbox/assets/card-form-page.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(cardFormPageCss),
  );

  app.get<{ Params: { id: string } }>('/card-form/:id', (request, reply) => {
    const found = find(request.params.id);
    if (found === null) return sendPage(reply, 404, unknown);
    const { record } = found;
    if (!waitsForCard(record)) return sendPage(reply, 200, closed(record));
    const { threeDsSuccessUrl, threeDsFailureUrl } = record.terms;
    return sendPage(reply, 200, cardFormPage(record, null), [threeDsSuccessUrl, threeDsFailureUrl]);
  });

  app.post<{ Params: { id: string } }>('/card-form/:id', (request, reply) => {
    const found = find(request.params.id);
    if (found === null) return sendPage(reply, 404, unknown);
    const { tenant, record } = found;
    if (!waitsForCard(record)) return sendPage(reply, 409, closed(record));
    const { threeDsSuccessUrl, threeDsFailureUrl } = record.terms;
    const parsed = cardBody.safeParse(request.body);
    if (!parsed.success) {
      const page = cardFormPage(record, 'Please fill in the whole card.');
      return sendPage(reply, 400, page, [threeDsSuccessUrl, threeDsFailureUrl]);
    }
    const after = payments.enterCard(tenant, record.payment.id, parsed.data);
    if (after.threeDs !== null) return reply.redirect(`/3ds/${after.threeDs.sessionId}`, 303);
    const target = returnUrl(after);
    if (target !== undefined) return reply.redirect(target, 303);
    const [heading, explanation] =
      after.payment.status === 'PAYMENT_FAILED'
        ? ['Declined', 'The bank has declined this card.']
        : ['Accepted', 'The bank has accepted this card.'];
    return sendPage(reply, 200, cardFormEndPage(heading, explanation, undefined));
  });
}
