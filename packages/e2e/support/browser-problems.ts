import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/**
 * What the browser reported in any page of a test: errors on the console, which is also where violations
 * of the Content-Security-Policy appear, and uncaught errors.
 */
export class Problems {
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#seen.push(textOf(message));
    });
    context.on('weberror', (error) => this.#seen.push(`uncaught: ${error.error().message}`));
  }

  /** For a test that provokes a complaint of the browser itself, such as that of a request which failed. */
  allow(expected: RegExp): void {
    this.#allowed.push(expected);
  }

  unexpected(): string[] {
    return this.#seen.filter((problem) => !this.#allowed.some((allowed) => allowed.test(problem)));
  }
}

const textOf = (message: ConsoleMessage) => `${message.text()} (${message.location().url})`;
