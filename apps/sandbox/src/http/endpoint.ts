import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiFault, Operation, RequestEntry } from '../control/types.ts';
import type { Dialect } from '../domain/dialect.ts';
import { maskUrl, maskValue } from '../domain/mask.ts';
import { badRequest, type ErrorBody, Refusal } from '../domain/refusal.ts';
import { type ApiResponse, respondWithFault } from '../faults/fault-response.ts';
import type { Store } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';

export type Call = {
  readonly tenant: Tenant;
  readonly host: RequestEntry['host'];
  readonly method: string;
  readonly url: string;
  /** Whether the header `X-On-Behalf-Of` names a seller. */
  readonly onBehalfOf: boolean;
  readonly id: string;
  readonly query: unknown;
  readonly body: unknown;
};

export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly operation: Operation;
  /** The status of a success; by default the documented one. */
  readonly status?: (dialect: Dialect) => number;
  /** The body of a success; undefined: there is none. */
  run(call: Call): unknown;
};

export type MountDeps = { readonly store: Store; readonly host: RequestEntry['host'] };

export const isKey = (key: string): boolean => /^inflow_[\w-]{1,200}$/.test(key);

/** Documented: 401 for a bad or missing key. That a key begins with `inflow_` is seen, not documented. */
function tenantOf(store: Store, request: FastifyRequest): Tenant {
  const key = request.headers['x-inflow-api-key'];
  if (typeof key !== 'string' || !isKey(key)) throw new Refusal(401, 'Unauthorized');
  return store.forKey(key);
}

const keptRequests = 1000;

/** Adds a request to the tenant's log. Returns a function that completes the entry with the response. */
function note(deps: MountDeps, tenant: Tenant, request: FastifyRequest, operation: Operation) {
  tenant.requestCount += 1;
  const entry: RequestEntry = {
    id: tenant.requestCount,
    at: new Date(tenant.clock.now()).toISOString(),
    host: deps.host,
    method: request.method,
    path: maskUrl(request.url),
    operation,
    body: maskValue(request.body) ?? null,
    status: null,
    fault: null,
  };
  tenant.requests.push(entry);
  if (tenant.requests.length > keptRequests * 2) tenant.requests.splice(0, keptRequests);
  return (status: number | null, fault: string | null) => {
    const index = tenant.requests.findLastIndex((candidate) => candidate.id === entry.id);
    if (index >= 0) tenant.requests[index] = { ...entry, status, fault };
    deps.store.touch(tenant);
    request.log.info({ host: deps.host, method: entry.method, path: entry.path, status, fault }, 'request');
  };
}

/** Documented: a marketplace's calls name the seller. The sellers of one key share their state here. */
function checkOnBehalfOf({ tenant, onBehalfOf }: Call): void {
  if (tenant.isMarketplace && !onBehalfOf) throw badRequest('ON_BEHALF_REQUIRED_FOR_MARKETPLACE');
}

const withRawCard = z.object({ card: z.unknown().refine((card) => card !== undefined && card !== null) });

/** Documented: a raw card goes to the card host only. Refused before anything else looks at the body. */
function checkNoRawCard({ host, body }: Call): void {
  if (host === 'api' && withRawCard.safeParse(body).success)
    throw badRequest(['card must not be sent to this host']);
}

async function perform(endpoint: Endpoint, call: Call): Promise<ApiResponse> {
  try {
    checkNoRawCard(call);
    checkOnBehalfOf(call);
    const body = await endpoint.run(call);
    // Documented: 201 for POST, 200 for everything else.
    const usual = endpoint.method === 'POST' ? 201 : 200;
    return { status: endpoint.status?.(call.tenant.dialect) ?? usual, body };
  } catch (error) {
    if (error instanceof Refusal)
      return { status: error.body.statusCode, body: error.body satisfies ErrorBody };
    throw error;
  }
}

const cardInBody = z.object({ card: z.object({ number: z.string() }) });

/** Whether a fault for one test card concerns a call: by the number it carries, or by the payment it names. */
function cardMatches({ card }: Pick<ApiFault, 'card'>, call: Call): boolean {
  if (card === undefined) return true;
  const carried = cardInBody.safeParse(call.body);
  if (carried.success) return carried.data.card.number === card;
  const token = call.tenant.payments.get(call.id)?.card;
  // The number itself is not stored; its first six and last four digits identify a test card.
  return token?.bin === card.slice(0, 6) && token.last4 === card.slice(-4);
}

/** Adds endpoints to a host, each with the check of the API key, an entry in the request log, and faults. */
export function mount(app: FastifyInstance, deps: MountDeps, endpoints: readonly Endpoint[]): void {
  for (const endpoint of endpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.url,
      // Before the body is read: without a key it is not even parsed.
      onRequest: async (request) => {
        tenantOf(deps.store, request);
      },
      handler: async (request, reply: FastifyReply) => {
        const tenant = tenantOf(deps.store, request);
        const params = request.params as { id?: string };
        const { method, url, query, body } = request;
        const call: Call = {
          tenant,
          host: deps.host,
          method,
          url,
          onBehalfOf: Boolean(request.headers['x-on-behalf-of']),
          id: params.id ?? '',
          query,
          body,
        };
        const finish = note(deps, tenant, request, endpoint.operation);
        const fault = tenant.faults.take(
          (candidate: ApiFault) =>
            (candidate.operation === 'any' || candidate.operation === endpoint.operation) &&
            cardMatches(candidate, call),
        );
        const work = async () => {
          const response = await perform(endpoint, call);
          // An `early` webhook fault has its delivery arrive before this response.
          await Promise.all(tenant.early.splice(0));
          return response;
        };
        if (fault === null) {
          const { status, body } = await work();
          finish(status, null);
          return reply.status(status).send(body);
        }
        const status = await respondWithFault(fault, reply, work);
        finish(status, fault.kind);
        return reply;
      },
    });
  }
}
