import { CheckoutError } from '@checkout/client';
import { CommanderError } from 'commander';
import { Problem } from './problem.ts';

export type Failure = {
  /** 1: the checkout refused, or could not be asked. 2: the call was wrong. */
  readonly exitCode: 1 | 2;
  readonly sentence: string;
  /** More for programs. */
  readonly facts: object;
};

/** One sentence for each mistake, never a stack. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Problem) return { exitCode: 2, sentence: error.message, facts: { reason: 'USAGE' } };
  if (error instanceof CommanderError)
    return { exitCode: 2, sentence: usageOf(error), facts: { reason: 'USAGE' } };
  if (error instanceof CheckoutError) {
    const { reason, outcomeKnown, fieldErrors, httpStatus } = error;
    return {
      exitCode: 1,
      sentence: sentenceOf(error),
      facts: { reason, outcomeKnown, fieldErrors, httpStatus },
    };
  }
  return {
    exitCode: 1,
    sentence: `This failed: ${error instanceof Error ? error.message : String(error)}`,
    facts: { reason: 'UNEXPECTED' },
  };
}

/** Commander's own begins with "error:", in lower case. */
function usageOf({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'Say what to do: checkout --help lists the commands.';
  const sentence = message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const text = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return `${text}${/[.?)]$/.test(text) ? '' : '.'} See checkout --help.`;
}

function sentenceOf({ reason, message, fieldErrors, httpStatus }: CheckoutError): string {
  switch (reason) {
    case 'UNAUTHORIZED':
      return 'The checkout does not know this token: set CHECKOUT_TOKEN to one of its SERVICE_TOKENS.';
    case 'MISSING_SCOPE':
      return `${procedureOf(message)}: the token has not the scope for it (SERVICE_TOKENS of the checkout).`;
    case 'NOT_FOUND':
      return `${procedureOf(message)}: there is no such thing, or this token may not see it.`;
    case 'INVALID_INPUT': {
      const fields = Object.entries(fieldErrors).map(
        ([field, problems]) => `${field} (${problems.join(', ')})`,
      );
      return `${procedureOf(message)}: the checkout does not take ${fields.join(', ')}.`;
    }
    case 'NO_RESPONSE':
      return httpStatus === null
        ? 'No checkout answers there: run npm start, or name another with --url.'
        : message;
    default:
      return message;
  }
}

/** The client's messages begin with it. */
const procedureOf = (message: string) => message.split(':', 1)[0] ?? message;
