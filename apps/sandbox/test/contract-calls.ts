import { expect, vi } from 'vitest';
import { type Body, type Host, inflowAt, type Reply } from './inflow.ts';

/** An expectation of what Inflow's documentation states. */
export const documented = (seen: unknown) => expect(seen, 'differs from the documentation');

/** An expectation of what the documentation leaves unsaid, and has no switch: callers rely on it all the same. */
export const inferred = (seen: unknown) => expect(seen, 'differs from what was inferred');

export const is2xx = ({ status }: Reply): boolean => status >= 200 && status < 300;
export const isRefused = ({ status }: Reply): boolean => status >= 400 && status < 500;
/** As an account responds whose update has the other method. */
export const isOtherMethod = ({ status }: Reply): boolean => status === 404 || status === 405;

/** For what may come late: a read, a decision, an entry of the list (a minute, at most). */
export const LATE = { timeout: 75_000, interval: 100 };

/** Inflow's calls, such that each documented fact can be seen in each answer to the open points. */
export function contractCalls(host: Host) {
  const inflow = inflowAt(host);
  const read = (id: unknown, is: (payment: Body) => boolean) =>
    vi.waitFor(async () => {
      const { status, body } = await inflow.api('GET', `/api/payment/${id}`);
      if (status === 200 && is(body)) return body;
      throw new Error(`The payment is still HTTP ${status}, ${body.status}, deposit ${body.depositStatus}.`);
    }, LATE);
  /** Waits until it can be read. */
  const readable = (id: unknown) => read(id, () => true);
  /** Waits for the bank's decision as well. */
  const decided = (id: unknown) => read(id, ({ depositStatus }) => depositStatus !== null);

  return {
    ...inflow,
    readable,
    decided,
    /** Creates, and waits for the decision. */
    async pay(body: Body): Promise<Body> {
      const created = await inflow.create(body);
      documented(created.status).toBe(201);
      return decided(created.body.id);
    },
    /** By POST, as the server-to-server page has it, or else by PATCH. */
    async update(id: unknown, body: unknown): Promise<Reply> {
      const posted = await inflow.update(id, body);
      return isOtherMethod(posted) ? inflow.update(id, body, 'PATCH') : posted;
    },
  };
}
