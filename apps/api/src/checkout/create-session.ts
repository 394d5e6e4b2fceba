import type { CreateCheckout, CreatedSession } from '@checkout/schemas/checkout';
import type { Currency } from '@checkout/schemas/money';
import { type PricingMode, type ProductLine, subtotalOf, totalProblem } from '@checkout/schemas/product';
import { AppError, found } from '../app-error.ts';
import { referenceOf } from '../db/session-reference.ts';
import { findSessionByKey, insertSession, type NewSession, newSessionId } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import type { Fingerprint } from '../fraud/fingerprints.ts';
import { urlOf } from './session-view.ts';

const SHOPPER_SESSION_MINUTES = 30;

type Input = Pick<NewSession, 'items' | 'currency' | 'createdBy'> & {
  readonly pricingMode?: PricingMode | undefined;
  readonly minutes?: number;
  readonly customerEmail?: string | undefined;
  readonly allowSavedCard?: boolean;
  readonly metadatas?: Record<string, string>;
  readonly successUrl?: string | undefined;
  readonly cancelUrl?: string | undefined;
  readonly locale?: string | undefined;
  readonly appearance?: NewSession['appearance'] | undefined;
  readonly links?: NewSession['links'] | undefined;
  readonly customer?: NewSession['customer'] | undefined;
  /** `fingerprint`: of the whole input. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: Fingerprint } | undefined;
};

/**
 * Creates a session, for the demo store and for services. Where its creator has used the key before, it is the session of
 * that time, also if that has been paid or has expired since.
 * @throws AppError `CONFLICT` for a key that came before with another input.
 */
export async function createSession(deps: Deps, input: Input): Promise<CreatedSession> {
  const sessionId = newSessionId();
  const row = {
    id: sessionId,
    currency: input.currency,
    items: input.items,
    subtotal: subtotalOf(input.items),
    pricingMode: input.pricingMode ?? 'TAX_EXCLUSIVE',
    customerEmail: input.customerEmail ?? null,
    allowSavedCard: input.allowSavedCard ?? false,
    metadatas: input.metadatas ?? {},
    successUrl: input.successUrl ?? null,
    cancelUrl: input.cancelUrl ?? null,
    locale: input.locale ?? null,
    appearance: input.appearance ?? null,
    links: input.links ?? null,
    customer: input.customer ?? null,
    createdBy: input.createdBy,
    idempotencyKey: input.idempotency?.key ?? null,
    inputFingerprint: input.idempotency?.fingerprint.text ?? null,
    traceParent: deps.tracing.current(),
  };
  const isNew = await insertSession(deps.db, row, input.minutes ?? SHOPPER_SESSION_MINUTES);
  const id = isNew ? sessionId : await findRepeated(deps, input);
  return { sessionId: id, url: urlOf(deps.settings.publicUrl, id), reference: referenceOf(id) };
}

async function findRepeated(deps: Deps, { createdBy, idempotency }: Input): Promise<string> {
  const known = found(
    idempotency === undefined ? null : await findSessionByKey(deps.db, { createdBy, key: idempotency.key }),
  );
  if (idempotency?.fingerprint.isOf(known.inputFingerprint) !== true) throw new AppError('CONFLICT');
  return known.id;
}

/** `checkout.create`: a session of the demo store. */
export async function createStoreSession(
  deps: Deps,
  { items, customerEmail }: CreateCheckout,
): Promise<CreatedSession> {
  return createSession(deps, { ...priceItems(deps.catalog, items), customerEmail, createdBy: 'shopper' });
}

/** Prices the named products from the server's catalogue. */
function priceItems(
  catalog: Deps['catalog'],
  items: CreateCheckout['items'],
): { items: ProductLine[]; currency: Currency } {
  const lines = items.map((item, index) => {
    const product = catalog.find((candidate) => candidate.sku === item.sku);
    if (product === undefined) throw new AppError('INVALID_INPUT', { [`items.${index}.sku`]: ['unknown'] });
    return { product, quantity: item.quantity };
  });
  const currency = lines[0]?.product.currency;
  if (currency === undefined) throw new AppError('INVALID_INPUT', { items: ['required'] });
  if (lines.some((line) => line.product.currency !== currency)) {
    throw new AppError('INVALID_INPUT', { items: ['not_allowed'] });
  }
  const priced = lines.map(({ product, quantity }) => ({
    name: product.name,
    price: product.price,
    quantity,
  }));
  const problem = totalProblem(priced, currency);
  if (problem !== null) throw new AppError('INVALID_INPUT', { items: [problem] });
  return { items: priced, currency };
}
