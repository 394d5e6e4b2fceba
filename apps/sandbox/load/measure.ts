import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

const parallel = 32;
const headers = { 'content-type': 'application/json', 'x-inflow-api-key': 'inflow_priv_sandbox' };

/** Sends over connections that are kept. Rejects what is not 2xx: a refusal would be measured as a success. */
export function sender(address: string | undefined) {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const { hostname, port } = new URL(address ?? '');
  return (method: 'GET' | 'POST', path: string, body?: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, hostname, port, method, path, headers }, async (answer) => {
        const got = await text(answer);
        const { statusCode = 0 } = answer;
        if (statusCode >= 200 && statusCode < 300) resolve(got);
        else reject(new Error(`${method} ${path} answered ${statusCode}: ${got}`));
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

/** Does something a number of times, always so many at once. Answers how often in a second. */
export async function measure(times: number, act: (index: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < times) {
      next += 1;
      await act(next - 1);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return Math.round(times / ((performance.now() - started) / 1000));
}
