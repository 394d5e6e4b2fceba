/** Every call of this client: the name that errors and log lines carry, with nothing of the request. */
export type InflowOperation =
  | 'createPayment'
  | 'confirmPayment'
  | 'readPayment'
  | 'listPayments'
  | 'updatePayment'
  | 'refundPayment'
  | 'taxRate'
  | 'registerWebhook'
  | 'listWebhooks'
  | 'getWebhook'
  | 'webhookStatus'
  | 'webhookSecret'
  | 'setWebhookStatus'
  | 'deleteWebhook'
  | 'setWebhookEventTypes'
  | 'parseWebhookBody';

/** Only `createPayment` is sent to the card host, and a card nowhere else. */
export type InflowHost = 'api' | 'card';
