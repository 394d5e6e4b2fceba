import type { ConsoleErrorReason } from '@checkout/schemas/console-error';

/** An expected error of the console alone; the others are `AppError`s. */
export class ConsoleError extends Error {
  readonly reason: ConsoleErrorReason;

  constructor(reason: ConsoleErrorReason) {
    super(reason);
    this.name = 'ConsoleError';
    this.reason = reason;
  }
}
