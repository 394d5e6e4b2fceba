import { Problem } from '../problem.ts';

/** The controls of the sandbox that a trigger needs (apps/sandbox/README.md, "Control API"). */
export type Sandbox = {
  /** Makes an authorised payment fail. */
  fail(paymentId: string): Promise<void>;
  /** A charge that Inflow has made, with this metadata. Returns its id. */
  charge(amountInCents: number, metadatas: Readonly<Record<string, unknown>>): Promise<string>;
  /** Moves its clock until the payment has the status. */
  untilStatus(paymentId: string, status: string): Promise<void>;
};

const STEP_MS = 60_000;
/** Two hours: the times of a sandbox are minutes, unless it is told others. */
const MOST_STEPS = 120;

/** @throws Problem where no sandbox of ours answers */
export async function openSandbox(url: string): Promise<Sandbox> {
  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/_sandbox${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Problem(`The sandbox at ${url} refuses ${method} ${path}: ${text.slice(0, 200)}`);
    return JSON.parse(text);
  };
  const statusOf = async (paymentId: string) =>
    ((await call('GET', '/payments')) as readonly { readonly id: string; readonly status: string }[]).find(
      ({ id }) => id === paymentId,
    )?.status;
  await call('GET', '/clock').catch(() => {
    throw new Problem(
      `The checkout's payments are simulated at ${url}, where no sandbox of this project answers: name it in CHECKOUT_SANDBOX_URL.`,
    );
  });
  return {
    async fail(paymentId) {
      await call('POST', `/payments/${paymentId}/fail`);
    },
    async charge(amountInCents, metadatas) {
      const made = await call('POST', '/payments', { status: 'CHECKOUT_SUCCESS', amountInCents, metadatas });
      return (made as { readonly id: string }).id;
    },
    async untilStatus(paymentId, status) {
      for (let step = 0; step < MOST_STEPS; step += 1) {
        if ((await statusOf(paymentId)) === status) return;
        await call('POST', '/clock', { ms: STEP_MS });
      }
      throw new Problem(`The sandbox at ${url} does not bring ${paymentId} to ${status}.`);
    },
  };
}
