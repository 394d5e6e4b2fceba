export type WebhookEndpoint = {
  readonly webhookId: string;
  readonly webhookUrl: string;
  readonly secret: string;
  readonly status: 'enabled' | 'disabled';
  readonly failureReason: string | null;
  /** Null: none were set, so it gets the events of the account. */
  readonly eventTypes: readonly string[] | null;
  /** From the environment, so it is registered again after a reset. */
  readonly configured: boolean;
};

export type DeliveryAttempt = {
  readonly at: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null when there was no response. */
  readonly status: number | null;
  readonly error: string | null;
};

export type Delivery = {
  /** The `svix-id`, the same for every attempt. */
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  readonly paymentId: string;
  readonly eventTypes: readonly string[];
  readonly body: string;
  readonly createdAt: string;
  readonly status: 'pending' | 'delivered' | 'failed' | 'dropped';
  readonly attempts: readonly DeliveryAttempt[];
  readonly nextAttemptAt: number | null;
  readonly fault: string | null;
};
