import type { InflowClient } from '@checkout/inflow/client';
import type { CatalogProduct } from '@checkout/schemas/product';
import type { Logger } from 'pino';
import type { Fingerprints } from './attempts/fingerprints.ts';
import type { PaymentScan } from './attempts/payment-scan.ts';
import type { ChangeFeed } from './db/change-feed.ts';
import type { Database } from './db/database.ts';
import type { AttemptLimits } from './fraud/attempt-limits.ts';

export type Settings = {
  readonly publicUrl: string;
  readonly confirmation: 'explicit' | 'automatic';
  readonly inflowTimeoutMs: number;
  readonly reconcileAfterMs: number;
  /** A call to Inflow that was sent this long ago has ended on our side, answered or not. */
  readonly callDeadlineMs: number;
  /** Null: any https address. */
  readonly returnOrigins: readonly string[] | null;
  readonly orphanCharges: 'report' | 'refund';
};

/** Everything with a side effect that the services use, passed in. */
export type Deps = {
  readonly db: Database;
  readonly inflow: InflowClient;
  readonly paymentScan: PaymentScan;
  readonly changes: ChangeFeed;
  readonly fingerprints: Fingerprints;
  /** Null with ATTEMPT_LIMITS=off. */
  readonly limits: AttemptLimits | null;
  readonly catalog: readonly CatalogProduct[];
  readonly settings: Settings;
  readonly log: Logger;
  readonly now: () => Date;
  /** Aborts when this process is asked to end: whoever waits for the long run lets go. */
  readonly stopping: AbortSignal;
};
