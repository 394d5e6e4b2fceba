import { randomInt } from 'node:crypto';
import { createdSessionSchema } from '@checkout/schemas/checkout';
import * as z from 'zod';

const TIMEOUT_MS = 20_000;

/** Long enough to inspect every page; after it the session is over, even if this program was killed. */
const EXPIRES_IN_MINUTES = 15;

/** Marks the sessions of an inspection, so that a report can leave them out. */
export const INSPECTION_METADATA = { checkoutInspection: 'page-integrity' } as const;

export type ServiceCalls = {
  /** A session that is not paid. */
  createSession(): Promise<{ readonly sessionId: string; readonly url: string }>;
  expireSession(sessionId: string): Promise<void>;
  /** The id of the newest session that is paid; null when there is none. */
  findPaidSession(): Promise<string | null>;
};

/** A call that was refused; `reason` is one of `ERROR_REASONS`. */
export class RefusedCall extends Error {
  readonly reason: string;
  constructor(procedure: string, reason: string) {
    super(`${procedure} was refused: ${reason}`);
    this.name = 'RefusedCall';
    this.reason = reason;
  }
}

const refusedSchema = z.object({ error: z.object({ data: z.object({ reason: z.string() }) }) });
const rowsSchema = z.object({ sessions: z.array(z.object({ sessionId: z.string() })) });

/**
 * The procedures that an inspection needs, with a service token of the scope `pay`, and `read` for `findPaidSession`.
 * @param apiUrl where the api answers, without a slash at its end
 */
export function createServiceCalls(apiUrl: string, token: string): ServiceCalls {
  const call = async <Output>(
    procedure: string,
    { method, input, output }: { method: 'GET' | 'POST'; input: object; output: z.core.$ZodType<Output> },
  ): Promise<Output> => {
    const text = JSON.stringify(input);
    const query = method === 'GET' ? `?input=${encodeURIComponent(text)}` : '';
    const answer = await fetch(`${apiUrl}/trpc/${procedure}${query}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      // Nor may the token be led elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(method === 'POST' ? { body: text } : {}),
    });
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) {
      const refused = refusedSchema.safeParse(body);
      throw new RefusedCall(
        procedure,
        refused.success ? refused.data.error.data.reason : `HTTP ${answer.status}`,
      );
    }
    return z.object({ result: z.object({ data: output }) }).parse(body).result.data;
  };
  return {
    createSession: () =>
      call('sessions.create', {
        method: 'POST',
        input: {
          // Like any other order: a page that is known for an inspection's could be left unchanged.
          products: [
            { name: `Order ${randomInt(10_000, 99_999)}`, price: randomInt(500, 20_000), quantity: 1 },
          ],
          currency: 'EUR',
          metadatas: INSPECTION_METADATA,
          expiresInMinutes: EXPIRES_IN_MINUTES,
        },
        output: createdSessionSchema,
      }),
    expireSession: async (sessionId) => {
      await call('sessions.expire', { method: 'POST', input: { sessionId }, output: z.unknown() });
    },
    findPaidSession: async () => {
      const { sessions } = await call('sessions.list', {
        method: 'GET',
        input: { status: 'complete', limit: 1 },
        output: rowsSchema,
      });
      return sessions[0]?.sessionId ?? null;
    },
  };
}
