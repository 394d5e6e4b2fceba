import type { Logger } from 'pino';

/**
 * Logs an uncaught exception as any other error. Node's own report of it would print the message and every property, and
 * those of an HTTP client's error hold the request. After an uncaught exception the process ends, because its state is not
 * known; the jobs go on from the database. After an unhandled rejection it goes on.
 */
export function logUncaught(program: NodeJS.Process, log: Logger): void {
  program.on('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught exception');
    program.exit(1);
  });
  program.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'));
}
