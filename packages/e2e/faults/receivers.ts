import { join } from 'node:path';
import { startProgram } from '../support/child-program.ts';
import { PACKAGE } from '../support/paths.ts';
import type { ReceiverFault, ReceiverSettings, ReceiverState } from './receiver.ts';

/** An endpoint of the api, and the receiver behind it. */
export type Receiver = {
  readonly name: string;
  readonly url: string;
  readonly library: ReceiverSettings['library'];
  /** What goes wrong until it is repaired. */
  readonly fault: ReceiverFault | null;
  setUp(settings: Pick<ReceiverSettings, 'secret' | 'seed'>): Promise<void>;
  repair(): Promise<void>;
  state(): Promise<ReceiverState>;
};

const FAULTS: Readonly<Record<ReceiverSettings['library'], readonly (ReceiverFault | null)[]>> = {
  standardwebhooks: [null, 'hangs for good', 'late', 'answers 500'],
  svix: [null, 'hangs', 'lies', 'resets'],
};

/** Two programs, one for each library. In each an honest receiver has the same address as others that fail, but for the path. */
export async function startReceivers(
  folder: string,
): Promise<AsyncDisposable & { readonly all: readonly Receiver[] }> {
  await using starting = new AsyncDisposableStack();
  const all: Receiver[] = [];
  for (const library of ['standardwebhooks', 'svix'] as const) {
    const program = starting.use(
      await startProgram({
        name: `The receivers with ${library}`,
        script: join(PACKAGE, 'faults', 'receiver.ts'),
        folder,
        env: {},
        ready: /^Receiver ready: (\d+)$/,
      }),
    );
    for (const fault of FAULTS[library]) {
      const path = (fault ?? 'honest').replaceAll(' ', '-');
      all.push(receiverAt(`http://127.0.0.1:${program.said[0]}/${path}`, { library, fault }));
    }
  }
  const running = starting.move();
  return { all, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function receiverAt(url: string, { library, fault }: Pick<Receiver, 'library' | 'fault'>): Receiver {
  const call = async (method: string, body?: ReceiverSettings) => {
    const response = await fetch(url, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}`);
    return response;
  };
  return {
    name: `${library}, ${fault ?? 'honest'}`,
    url,
    library,
    fault,
    setUp: async (settings) => void (await call('PUT', { ...settings, library, fault })),
    repair: async () => void (await call('DELETE')),
    state: async () => (await (await call('GET')).json()) as ReceiverState,
  };
}
