/** Every call this client can make; names an error and a log line without saying anything about the request. */
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

/** Only `createPayment` goes to the card host; everything else is refused there. */
export type InflowHost = 'api' | 'card';
