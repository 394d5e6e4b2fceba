import type { InflowPayments } from '../deps.ts';
import type { Tracing } from './tracing.ts';

/** Inflow's calls, each in a span of its own. Inflow is sent nothing of the trace. */
export function withSpans(inflow: InflowPayments, { span }: Tracing): InflowPayments {
  const traced =
    <Given extends unknown[], Result>(name: string, call: (...given: Given) => Promise<Result>) =>
    (...given: Given) =>
      span(`inflow ${name}`, { kind: 'client' }, () => call(...given));
  return {
    createPayment: traced('createPayment', inflow.createPayment),
    confirmPayment: traced('confirmPayment', inflow.confirmPayment),
    readPayment: traced('readPayment', inflow.readPayment),
    listPayments: traced('listPayments', inflow.listPayments),
    updatePayment: traced('updatePayment', inflow.updatePayment),
    refundPayment: traced('refundPayment', inflow.refundPayment),
    taxRate: traced('taxRate', inflow.taxRate),
  };
}
