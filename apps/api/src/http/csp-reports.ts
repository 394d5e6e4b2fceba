import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { clientNetworkOf } from '../fraud/network.ts';
import { REPORTS_PATH } from '../pages/security-headers.ts';
import type { ViolationCounts } from './violation-counts.ts';
import { readViolations } from './violation-report.ts';

/** A report has about 1 kB. */
const LARGEST_BODY = 16 * 1024;

/** Of one process. A page that is attacked reports a few for each shopper; more than this tells nothing new. */
const MOST_A_MINUTE = { address: 30, everybody: 600 };

/**
 * `POST /csp-reports`: what browsers say that the page's policies stopped, counted for `GET /metrics` and logged as
 * `Violation` has it. Anybody can send anything here, so that a count is a reason to look and proof of nothing.
 */
export async function violationRoute(
  app: FastifyInstance,
  { counts, log }: { counts: ViolationCounts; log: Logger },
): Promise<void> {
  const perAddress = new RateLimiterMemory({ points: MOST_A_MINUTE.address, duration: 60 });
  const perProcess = new RateLimiterMemory({ points: MOST_A_MINUTE.everybody, duration: 60 });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/csp-report', 'application/reports+json', 'application/json'],
    { parseAs: 'string', bodyLimit: LARGEST_BODY },
    app.getDefaultJsonParser('remove', 'remove'),
  );

  app.post(
    REPORTS_PATH,
    {
      // Before the body is read: who is over the limit costs nothing more.
      async onRequest(request, reply) {
        // Behind a proxy that nobody told us of, one address is everybody's.
        const network = clientNetworkOf(request);
        const within = await perProcess
          .consume('everybody')
          .then(() => (network === null ? null : perAddress.consume(network)))
          .then(
            () => true,
            () => false,
          );
        if (within) return;
        counts.dropped();
        return reply.code(429).header('connection', 'close').send();
      },
    },
    async (request, reply) => {
      const violations = readViolations(request.body);
      if (violations === null) return reply.code(400).send();
      for (const violation of violations) {
        counts.add(violation);
        if (violation.blocked !== 'extension') log.warn(violation, 'a browser stopped something on the page');
      }
      return reply.code(204).send();
    },
  );
}
