import Fastify, { type FastifyInstance } from 'fastify';
import { newRequestId } from '../request-id.ts';
import { answerErrors } from './error-answers.ts';
import type { ReportError } from './error-reports.ts';
import { addHealth } from './health.ts';
import { addMetrics, type MetricsOptions } from './metrics.ts';
import { unreadableRequests } from './unreadable-requests.ts';

export type OpsOptions = MetricsOptions & { readonly stopping: AbortSignal; readonly report: ReportError };

/**
 * Health, readiness and metrics. On a port of their own (`OPS_PORT`) they answer while the public port is busy, and
 * cannot be called from outside.
 */
export function addOperations(app: FastifyInstance, { stopping, ...options }: OpsOptions): void {
  addHealth(app, options.db, stopping);
  addMetrics(app, options);
}

/** `publicUrl`: of the headers of what cannot be read. */
export function buildOpsServer(options: OpsOptions, publicUrl: string): FastifyInstance {
  const app = Fastify({
    logger: false,
    genReqId: newRequestId,
    ...unreadableRequests(publicUrl, options.report),
  });
  answerErrors(app, options.report);
  addOperations(app, options);
  return app;
}
