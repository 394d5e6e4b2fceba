import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CallBudgets } from '../fraud/call-budgets.ts';
import { type Network, siteOf } from '../fraud/network.ts';
import type { Caller } from '../trpc/context.ts';
import { calledProcedures } from './called-procedures.ts';
import type { SlowRefusals } from './slow-refusals.ts';

type BudgetOptions = {
  readonly budgets: CallBudgets;
  readonly refusals: SlowRefusals;
  readonly callerOf: (request: FastifyRequest) => Caller;
  readonly networkOf: (request: FastifyRequest) => Network;
};

/** Counts each call of a request, also of a batch, before its body is read. A service that shows its token has no budget. */
export function addBudgetRules(
  app: FastifyInstance,
  { budgets, refusals, callerOf, networkOf }: BudgetOptions,
): void {
  app.addHook('onRequest', async (request) => {
    const called = calledProcedures(request.url);
    if (called === null || callerOf(request).kind === 'service') return;
    const wait = budgets.spend(called.names, siteOf(networkOf(request)));
    if (wait > 0) await refusals.refuse(wait);
  });
}
