import { join } from 'node:path';
import { createControl } from '@checkout/sandbox/control';
import { startApi, startSandbox } from '../support/built-programs.ts';
import { type ApiClient, createApiClient } from '../support/clients.ts';
import { newSession } from '../support/pay-input.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { startTlsFront } from './tls-front.ts';

const API_KEY = 'inflow_priv_scan';
const WEBHOOK_SECRET = `whsec_${Buffer.from('only for the scanners').toString('base64')}`;

export type ScannedProduct = AsyncDisposable & {
  /** Where the api listens, without TLS. */
  readonly url: string;
  /** The same over TLS, as production is reached: `localhost` and a port. */
  readonly tlsHost: string;
  readonly certificate: string;
  readonly shopper: ApiClient;
  /** A session that stays unpaid: its page has the form. */
  readonly sessionId: string;
  readonly folder: string;
  apiOutput(): string;
};

/** The built sandbox and api with all limits as in production, the demo store on, and https as its public URL. */
export async function startScannedProduct(openssl: string): Promise<ScannedProduct> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await makeTemporaryFolder()).path;
  const inflow = starting.use(await startSandbox(folder, { SANDBOX_API_KEY: API_KEY }));
  const [apiUrl = '', cardUrl = ''] = inflow.said;
  const front = starting.use(await startTlsFront(openssl, folder));
  const api = starting.use(
    await startApi(folder, {
      INFLOW_API_KEY: API_KEY,
      INFLOW_API_BASE_URL: apiUrl,
      INFLOW_CARD_BASE_URL: cardUrl,
      INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
      SERVICE_TOKENS: 'scan:a-token-that-no-scanner-has',
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      PUBLIC_URL: `https://${front.host}`,
      LOG_LEVEL: 'warn',
    }),
  );
  const [, url = ''] = api.said;
  front.passOnTo(Number(new URL(url).port));
  await createControl({ apiUrl, apiKey: API_KEY }).webhooks.configure({
    url: `${url}/webhooks/inflow`,
    secret: WEBHOOK_SECRET,
  });
  const shopper = createApiClient(url);
  const sessionId = await newSession(shopper);
  const running = starting.move();
  return {
    url,
    tlsHost: front.host,
    certificate: front.certificate,
    shopper,
    sessionId,
    folder,
    apiOutput: () => api.output(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
