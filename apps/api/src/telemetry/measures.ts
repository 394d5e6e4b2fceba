import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** `refused`: the caller has to do something. `failed`: a status of 500 or more. */
export type ProcedureResult = 'ok' | 'refused' | 'failed';

/**
 * What this node has measured since its start. Every label has few values: names of our own, never what a caller or Inflow wrote.
 * docs/metrics.md lists them. Durations are given in milliseconds.
 */
export type Measures = {
  procedure(path: string, result: ProcedureResult, ms: number): void;
  /** `result`: `ok` or the kind of the error. */
  inflowCall(operation: string, result: string, ms: number): void;
  query(pool: string, failed: boolean, ms: number): void;
  job(name: string, failed: boolean, ms: number): void;
  webhook(result: 'processed' | 'failed'): void;
  /** `ageMs`: since the event was written. */
  eventSent(result: 'taken' | 'refused' | 'no_answer', ms: number, ageMs: number): void;
};

const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUERY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10];
const AGE_SECONDS = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 21_600];

export function createMeasures(registry: Registry): Measures {
  const registers = [registry];
  const histogram = <Label extends string>(
    name: string,
    help: string,
    of: { readonly labelNames: readonly Label[]; readonly buckets: number[] },
  ) => new Histogram({ name, help, registers, labelNames: [...of.labelNames], buckets: of.buckets });
  const procedures = histogram(
    'checkout_procedure_seconds',
    'Duration of procedures on this node, by result: ok, refused, failed.',
    { labelNames: ['procedure', 'result'], buckets: CALL_SECONDS },
  );
  const calls = histogram(
    'checkout_inflow_call_seconds',
    'Duration of each request to Inflow, by operation and result: ok, or the kind of the error.',
    { labelNames: ['operation', 'result'], buckets: CALL_SECONDS },
  );
  const queries = histogram('checkout_database_query_seconds', 'Duration of statements, by pool.', {
    labelNames: ['pool', 'result'],
    buckets: QUERY_SECONDS,
  });
  const runs = histogram('checkout_job_run_seconds', 'Duration of runs of jobs on this node.', {
    labelNames: ['job_name', 'result'],
    buckets: CALL_SECONDS,
  });
  const lastRun = new Gauge({
    name: 'checkout_job_last_success_timestamp_seconds',
    help: 'When a run of the job last ended well on this node, in Unix time.',
    labelNames: ['job_name'],
    registers,
  });
  const webhooks = new Counter({
    name: 'checkout_processed_deliveries_total',
    help: 'Webhook deliveries that this node has processed, or failed to.',
    labelNames: ['result'],
    registers,
  });
  const eventRequests = histogram(
    'checkout_event_request_seconds',
    "Duration of requests to the merchant's endpoints, by result: taken, refused, no_answer.",
    { labelNames: ['result'], buckets: CALL_SECONDS },
  );
  const eventAges = histogram(
    'checkout_event_delivery_age_seconds',
    'Time from the writing of an event to the request that its endpoint has taken.',
    { labelNames: [], buckets: AGE_SECONDS },
  );
  return {
    procedure: (procedure, result, ms) => procedures.observe({ procedure, result }, ms / 1000),
    inflowCall: (operation, result, ms) => calls.observe({ operation, result }, ms / 1000),
    query: (pool, failed, ms) => queries.observe({ pool, result: resultOf(failed) }, ms / 1000),
    job(job_name, failed, ms) {
      runs.observe({ job_name, result: resultOf(failed) }, ms / 1000);
      if (!failed) lastRun.set({ job_name }, Date.now() / 1000);
    },
    webhook: (result) => webhooks.inc({ result }),
    eventSent(result, ms, ageMs) {
      eventRequests.observe({ result }, ms / 1000);
      if (result === 'taken') eventAges.observe(Math.max(0, ageMs) / 1000);
    },
  };
}

const resultOf = (failed: boolean) => (failed ? 'failed' : 'ok');
