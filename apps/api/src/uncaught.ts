import type { Logger } from 'pino';

/**
 * What nobody caught is logged as any other error is. Node's own report of it would print the message and every property,
 * and those of an HTTP client's error hold the request. After an exception the process ends: what it was in the middle of
 * is not known, and the journal takes over; a promise that nobody awaited has left nothing in the middle.
 */
export function logLastWords(program: NodeJS.Process, log: Logger): void {
  program.on('uncaughtException', (err) => {
    log.fatal({ err }, 'an exception that nobody caught');
    program.exit(1);
  });
  program.on('unhandledRejection', (err) => log.error({ err }, 'an error that nobody handled'));
}
