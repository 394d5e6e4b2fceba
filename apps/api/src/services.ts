import type { CreateCheckout, CreatedSession, Quote, QuoteInput } from '@checkout/schemas/checkout';
import type { Outcome } from '@checkout/schemas/outcome';
import type { ServicePayment } from '@checkout/schemas/payment';
import type { CatalogProduct } from '@checkout/schemas/product';
import type { CreateSession } from '@checkout/schemas/service';
import type { ServiceSession, SessionStatus, SessionView } from '@checkout/schemas/session';
import type { SealedCreatePayment, SealedPayInput } from './attempts/card-input.ts';

export type Page = { limit: number; cursor?: string | null | undefined };

/** What the procedures stand on. Implemented by `createServices`; every method may throw `AppError`. */
export type Services = {
  readonly catalog: { list(): CatalogProduct[] };
  readonly checkout: {
    create(input: CreateCheckout): Promise<CreatedSession>;
    get(sessionId: string): Promise<SessionView>;
    quote(input: QuoteInput): Promise<Quote>;
    /** `client`: the network it came from, null when that is not known. */
    pay(input: SealedPayInput, client: string | null): Promise<Outcome>;
    complete(sessionId: string): Promise<Outcome>;
    /** Yields the view now and after each change, ends when the session can change no more. */
    watch(
      input: { sessionId: string; afterVersion: number | null },
      signal: AbortSignal | undefined,
    ): AsyncGenerator<SessionView, void, void>;
  };
  readonly sessions: {
    create(input: CreateSession, service: string): Promise<CreatedSession>;
    get(sessionId: string): Promise<ServiceSession>;
    list(page: Page & { status?: SessionStatus | undefined }): Promise<{
      sessions: ServiceSession[];
      nextCursor: string | null;
    }>;
    expire(sessionId: string, service: string): Promise<ServiceSession>;
  };
  readonly payments: {
    create(input: SealedCreatePayment, service: string): Promise<ServicePayment>;
    confirm(paymentId: string, service: string): Promise<ServicePayment>;
    get(paymentId: string): Promise<ServicePayment>;
    update(
      input: { paymentId: string; products: SealedCreatePayment['products'] },
      service: string,
    ): Promise<ServicePayment>;
    list(page: Page & { sessionId?: string | undefined; status?: string | undefined }): Promise<{
      payments: ServicePayment[];
      nextCursor: string | null;
    }>;
    refund(
      input: { paymentId: string; reason?: string | undefined },
      service: string,
    ): Promise<ServicePayment>;
  };
  readonly tax: {
    rate(input: { country: string; postalCode?: string | undefined }): Promise<{
      country: string;
      taxRateInPercentage: number;
    }>;
  };
};
