import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../fixtures/inflow/', import.meta.url);

/** A documented body, as data. */
export const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(fileURLToPath(new URL(name, folder)), 'utf8'));

export type Body = Record<string, unknown>;
/** Without a body, an empty one. */
export type Reply = { status: number; body: Body; headers: Headers };
export type Host = { apiUrl: string; cardUrl: string; apiKey: string; onBehalfOf?: string };

/** What the documentation says to send: the documented request with the documented card. */
export const documentedCreate = (): Body => ({
  ...fixture('create-payment.request.json'),
  card: fixture('card.json'),
});

export const withCard = (number: string, changes: Body = {}): Body => ({
  ...documentedCreate(),
  autoConfirm: false,
  ...changes,
  card: { ...fixture('card.json'), cvc: /^3[47]/.test(number) ? '1234' : '123', number },
});

/** Inflow over plain HTTP and nothing else, so the same tests run on the sandbox and on Inflow's own. */
export function inflowAt({ apiUrl, cardUrl, apiKey, onBehalfOf }: Host) {
  const send = async (
    method: string,
    url: string,
    body?: unknown,
    key: string | null = apiKey,
  ): Promise<Reply> => {
    const answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { 'X-Inflow-Api-Key': key }),
        ...(onBehalfOf === undefined ? {} : { 'X-On-Behalf-Of': onBehalfOf }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
      headers: answer.headers,
    };
  };
  const api = (method: string, path: string, body?: unknown, key?: string | null) =>
    send(method, `${apiUrl}${path}`, body, key);
  const card = (method: string, path: string, body?: unknown, key?: string | null) =>
    send(method, `${cardUrl}${path}`, body, key);
  return {
    api,
    card,
    create: (body: unknown) => card('POST', '/api/server/payment', body),
    confirm: (id: unknown) => api('POST', `/api/server/payment/${id}/confirm`),
    read: async (id: unknown) => (await api('GET', `/api/payment/${id}`)).body,
    refund: (id: unknown, body: unknown = {}) => api('POST', `/api/payment/${id}/refund`, body),
    update: (id: unknown, body: unknown, method = 'POST') => api(method, `/api/server/payment/${id}`, body),
    /** Creates without autoConfirm and reads the payment back. */
    async pay(body: Body): Promise<Body> {
      const { body: created } = await card('POST', '/api/server/payment', body);
      return (await api('GET', `/api/payment/${created.id}`)).body;
    },
  };
}
