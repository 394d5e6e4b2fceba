import type { InflowClient } from '@checkout/inflow/client';
import type { CatalogProduct } from '@checkout/schemas/product';
import type { Logger } from 'pino';
import type { PaymentScan } from './attempts/payment-scan.ts';
import type { DeploymentPages } from './checkout/deployment-pages.ts';
import type { Funnel } from './checkout/funnel.ts';
import type { TaxRates } from './checkout/tax-rates.ts';
import type { ChangeFeed } from './db/change-feed.ts';
import type { Database } from './db/database.ts';
import type { Sender } from './events/send.ts';
import type { Fingerprints } from './fraud/fingerprints.ts';
import type { ShopperLimits } from './fraud/limits.ts';
import type { ProviderReads } from './fraud/provider-reads.ts';
import type { WatchPlaces } from './fraud/watch-places.ts';
import type { SettingWarning } from './start-warnings.ts';
import type { Measures } from './telemetry/measures.ts';
import type { PaymentSteps } from './telemetry/payment-steps.ts';
import type { Tracing } from './telemetry/tracing.ts';
import type { ThreeDsPolicy } from './three-ds-policy.ts';

export type Settings = {
  readonly publicUrl: string;
  readonly confirmation: 'explicit' | 'automatic';
  readonly inflowTimeoutMs: number;
  readonly reconcileAfterMs: number;
  /** A call to Inflow that was sent this long ago has ended on our side, answered or not. */
  readonly callDeadlineMs: number;
  /** What was sent to Inflow this long ago, and has had no effect that can be seen, will have none (ADR 2). */
  readonly certaintyMs: number;
  /** Null: any https address. */
  readonly returnOrigins: readonly string[] | null;
  /** Where the pictures of a session's lines may be; none: nowhere. */
  readonly imageOrigins: readonly string[];
  readonly orphanCharges: 'report' | 'refund';
  /** A paid session that is not acknowledged by then is an event; null: none is. */
  readonly unacknowledgedAfterMinutes: number | null;
  /** Whether events may be sent to addresses of private networks. */
  readonly privateEndpoints: boolean;
  readonly threeDsPolicy: ThreeDsPolicy;
  /** How long a session that was never attempted is kept after it expired. */
  readonly keepUnusedSessionsDays: number;
  /** Whether the demo store sells. */
  readonly store: boolean;
};

/** What the use cases call at Inflow. */
export type InflowPayments = Pick<
  InflowClient,
  | 'createPayment'
  | 'confirmPayment'
  | 'readPayment'
  | 'listPayments'
  | 'updatePayment'
  | 'refundPayment'
  | 'taxRate'
>;

/** What `doctor.check` examines besides the database: how this node was started, and what stands around it. */
export type Surroundings = {
  /** Whether the api has started its database by itself. */
  readonly embeddedDatabase: boolean;
  /** Whether payments are only simulated. */
  readonly testMode: boolean;
  readonly inflowUrl: string;
  readonly cardUrl: string;
  readonly registrations: Pick<
    InflowClient,
    | 'listWebhooks'
    | 'webhookStatus'
    | 'webhookSecret'
    | 'registerWebhook'
    | 'setWebhookStatus'
    | 'setWebhookEventTypes'
  >;
  readonly webhookSecrets: () => readonly string[];
  readonly warnings: () => readonly SettingWarning[];
  /** How the page that is served differs from its build. */
  readonly pageDifferences: () => Promise<readonly string[]>;
  readonly isTrustedProxy: (address: string) => boolean;
};

/** Everything with a side effect that the use cases need, passed in. */
export type Deps = {
  readonly db: Database;
  /** Goes into every payment's metadata. */
  readonly installation: { readonly id: string };
  readonly inflow: InflowPayments;
  readonly surroundings: Surroundings;
  readonly paymentScan: PaymentScan;
  readonly taxRates: TaxRates;
  readonly changes: ChangeFeed;
  readonly eventSender: Sender;
  /** Of `EVENTS_SECRET`, the newest first. */
  readonly configuredSecrets: () => readonly string[];
  readonly fingerprints: Fingerprints;
  /** Null with ATTEMPT_LIMITS=off. */
  readonly limits: ShopperLimits | null;
  /** Null with ATTEMPT_LIMITS=off. */
  readonly providerReads: ProviderReads | null;
  /** Null with ATTEMPT_LIMITS=off. */
  readonly watchPlaces: WatchPlaces | null;
  /** Null where nothing is counted. */
  readonly funnel: Funnel | null;
  readonly catalog: readonly CatalogProduct[];
  /** Whose the pages are. */
  readonly pages: DeploymentPages;
  readonly settings: Settings;
  readonly log: Logger;
  /** Told of what was committed of a payment. */
  readonly steps: PaymentSteps;
  readonly measures: Measures;
  readonly tracing: Tracing;
  /** For what leaves this process or comes from outside. What decides about money uses the database's clock. */
  readonly now: () => Date;
  /** Aborts when this process is asked to end: long waits end with it. */
  readonly stopping: AbortSignal;
};
