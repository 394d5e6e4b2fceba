import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

const parallel = 32;
const headers = { 'content-type': 'application/json', 'x-inflow-api-key': 'inflow_priv_sandbox' };

/** Sends over kept-alive connections. Rejects unless the response is 2xx: a refusal must not count as a success. */
export function sender(address: string | undefined) {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const { hostname, port } = new URL(address ?? '');
  return (method: 'GET' | 'POST', path: string, body?: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, hostname, port, method, path, headers }, async (response) => {
        const got = await text(response);
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve(got);
        else reject(new Error(`${method} ${path} responded ${statusCode}: ${got}`));
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

/** Runs `act` a number of times, 32 at a time. @returns how often per second */
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
