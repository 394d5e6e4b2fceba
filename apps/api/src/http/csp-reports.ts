import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Network } from '../fraud/network.ts';
import { REPORTS_PATH } from '../pages/security-headers.ts';
import { readViolations } from './violation-report.ts';

/** A report has about 1 kB. */
const LARGEST_BODY = 16 * 1024;

/**
 * Reports that one process accepts in a minute. A page under attack sends a few for each shopper; more add no information. A network
 * pays from its own budget first: what is refused there does not use up that of all others.
 */
const MOST_A_MINUTE = { network: 30, site: 120, process: 600 };

type ReportOptions = {
  readonly registry: Registry;
  readonly log: Logger;
  readonly networkOf: (request: FastifyRequest) => Network;
};

/**
 * `POST /csp-reports`: what browsers say that the page's policies stopped, counted for `GET /metrics` and logged as a
 * `Violation`. The endpoint is public, so a count is a reason to investigate, not a proof.
 */
export async function cspReports(
  app: FastifyInstance,
  { registry, log, networkOf }: ReportOptions,
): Promise<void> {
  // At most one series for each directive and kind: a sender cannot create more.
  const violations = new Counter({
    name: 'checkout_csp_violations_total',
    help: 'What browsers reported as stopped by a policy of the page.',
    labelNames: ['directive', 'blocked'],
    registers: [registry],
  });
  const dropped = new Counter({
    name: 'checkout_csp_reports_dropped_total',
    help: 'Deliveries of such reports that were over the limit.',
    registers: [registry],
  });
  const budget = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const perNetwork = budget(MOST_A_MINUTE.network);
  const perSite = budget(MOST_A_MINUTE.site);
  const perProcess = budget(MOST_A_MINUTE.process);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/csp-report', 'application/reports+json', 'application/json'],
    { parseAs: 'string', bodyLimit: LARGEST_BODY },
    app.getDefaultJsonParser('remove', 'remove'),
  );

  app.post(
    REPORTS_PATH,
    {
      // Before the body is read, so that a sender over the limit costs little.
      async onRequest(request, reply) {
        const { subscriber, site } = networkOf(request);
        const within = await perNetwork
          .consume(subscriber)
          .then(() => (site === null ? null : perSite.consume(site)))
          .then(() => perProcess.consume('process'))
          .then(
            () => true,
            () => false,
          );
        if (within) return;
        dropped.inc();
        return reply.code(429).header('connection', 'close').send();
      },
    },
    async (request, reply) => {
      const reported = readViolations(request.body);
      if (reported === null) return reply.code(400).send();
      for (const violation of reported) {
        violations.inc({ directive: violation.directive, blocked: violation.blocked });
        if (violation.blocked !== 'extension') log.warn(violation, 'a browser stopped something on the page');
      }
      return reply.code(204).send();
    },
  );
}
