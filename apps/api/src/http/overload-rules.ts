import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import { createAdmission, isNew, type Paces, TURNS, type Turn } from './admission.ts';
import { calledProcedures } from './called-procedures.ts';
import type { Place } from './session-pace.ts';
import type { SlowRefusals } from './slow-refusals.ts';

type OverloadOptions = {
  /** The turn of each procedure that is not a shopper's in checkout. */
  readonly turns: ReadonlyMap<string, Turn>;
  readonly refusals: SlowRefusals;
  readonly paces: Paces;
  readonly registry: Registry;
};

const RETRY_AFTER_S = 2;
/** Event streams are open for as long as their pages are: they have places of their own. */
const STREAM = 'checkout.watch';
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** Refuses requests, by their turns, while too many are in flight. Probes are answered always. */
export function addOverloadRules(
  app: FastifyInstance,
  { turns, refusals, paces, registry }: OverloadOptions,
): void {
  const admission = createAdmission(paces);
  const leaving = new WeakMap<FastifyRequest, () => void>();
  const counter = new Counter({
    name: 'checkout_overload_refusals_total',
    help: 'Requests that this node refused since its start because too many were in flight, by turn.',
    labelNames: ['turn'],
    registers: [registry],
  });
  for (const turn of TURNS) counter.inc({ turn }, 0);
  new Gauge({
    name: 'checkout_session_pace',
    help: 'How many requests a second this node lets in at present, by turn: of the store, for new sessions. Less while shoppers are in the way of each other.',
    labelNames: ['turn'],
    registers: [registry],
    collect() {
      for (const turn of TURNS.filter(isNew)) this.set({ turn }, paces[turn].perSecond());
    },
  });

  // When all of the body has come: a caller who sends it slowly, or never, takes no place.
  app.addHook('preHandler', async (request, reply) => {
    const turn = turnOf(request.url, turns);
    if (turn === null) return;
    const entered = admission.enter(turn);
    if (entered !== null) leaving.set(request, entered.leave);
    if (entered === null || !(await whileConnected(entered, reply.raw))) {
      counter.inc({ turn });
      await refusals.refuse(RETRY_AFTER_S, isNew(turn) ? 'UNAVAILABLE' : 'SLOW_DOWN');
    }
    // Its caller has hung up meanwhile.
    if (request.raw.socket.destroyed) throw new AppError('INVALID_INPUT');
  });
  // When the work is done, also for a caller who has gone meanwhile.
  app.addHook('onSend', async (request) => leaving.get(request)?.());
  // Where nothing was sent: a hook or a handler failed on the way.
  app.addHook('onResponse', async (request) => leaving.get(request)?.());
}

/** Its turn; a caller who hangs up while waiting gives its place to the next. Once its work has begun, only the end of that does. */
async function whileConnected({ ready, leave }: Place, response: ServerResponse): Promise<boolean> {
  response.once('close', leave);
  const may = await ready;
  response.off('close', leave);
  return may;
}

/** Null for what is not counted. A batch has the turn of the call in it that is refused soonest. */
function turnOf(url: string, turns: ReadonlyMap<string, Turn>): Turn | null {
  const called = calledProcedures(url);
  if (called === null) {
    const [path = ''] = url.split('?', 1);
    if (PROBES.has(path)) return null;
    return path === '/' ? 'store' : 'checkout';
  }
  if (called.names.includes(STREAM)) return null;
  const all = called.names.map((name) => turns.get(name) ?? 'checkout');
  return TURNS.find((turn) => all.includes(turn)) ?? 'checkout';
}
