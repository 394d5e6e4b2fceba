import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { taxOf } from './tax-of.ts';

/** What was sold, the tax, and what the customer pays. */
export function AmountsPanel({ detail: { payment, session } }: { detail: PaymentDetail }) {
  const { payment: words } = useMessages();
  const formats = useFormats();
  const lines = session?.items ?? payment?.products ?? [];
  const currency = payment?.currency ?? session?.currency ?? '';
  const tax = payment === null ? null : taxOf(payment);
  const price = payment?.amountInCents ?? session?.subtotal ?? 0;
  const total = payment?.amountTaxesIncluded ?? price;
  const rate = payment?.taxRateInPercentage ?? null;
  return (
    <section className="panel">
      <h2>{words.amounts}</h2>
      <table className="amounts">
        <caption className="visually-hidden">{words.amounts}</caption>
        <tbody>
          {lines.map(({ name, price, quantity }) => (
            <tr key={`${name} ${price}`}>
              <th scope="row">
                {quantity > 1 && <span className="quiet">{words.quantity(formats.number(quantity))} </span>}
                {name}
              </th>
              <td className="end amount">{formats.money(price * quantity, currency)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="quiet">
              {words.subtotal}
            </th>
            <td className="end amount">{formats.money(total - (tax ?? 0), currency)}</td>
          </tr>
          <tr>
            <th scope="row" className="quiet">
              {rate === null ? words.taxUnknown : words.tax(formats.percent(rate))}
            </th>
            <td className="end amount">{tax === null ? words.notComputed : formats.money(tax, currency)}</td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td className="end amount">{formats.money(total, currency)}</td>
          </tr>
        </tfoot>
      </table>
      {payment?.taxCountry != null && (
        <p className="quiet">
          {words.taxCountry} {payment.taxCountry}
        </p>
      )}
    </section>
  );
}
