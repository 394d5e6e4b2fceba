/** What the schemas of the procedures do not say: each procedure's purpose. */

export const ABOUT = `The procedures that a merchant's services call, over HTTP with JSON.

- A query is \`GET /trpc/<name>?input=<JSON, URL-encoded>\`, or POST with the input as its JSON body. A mutation is POST.
- The result is \`{ "result": { "data": … } }\`, an error \`{ "error": { "message", "data": { "reason", "outcomeKnown", … } } }\`.
- Amounts are integers in cents. Times are ISO 8601 in UTC.
- An input with an unknown field is refused. A result may have fields that are not described here, and will have more: pass over them.`;

export const TOKEN =
  'A service token of `SERVICE_TOKENS`, as `Authorization: Bearer <token>`. Its scopes decide which procedures it may call; with `own` it sees and changes only what its own name has made.';

export const GROUPS: Readonly<Record<string, string>> = {
  doctor: 'What is good, and what is to be done.',
  endpoints: 'Where events are sent.',
  events: 'What has happened, in one order without gaps.',
  payments: "Inflow's operations, recorded.",
  reports: 'What was sold, declined and left, in numbers.',
  sessions: 'A session is one purchase, paid once on a page.',
  tax: "Inflow's taxes.",
};

export type ProcedureText = { readonly summary: string; readonly description?: string };

export const PROCEDURES: Readonly<Record<string, ProcedureText>> = {
  'doctor.check': {
    summary: 'Examine this node and what stands around it',
    description:
      'Settings, key, hosts, clocks, database, the registration at Inflow, endpoints, page, proxies and the last comparison. It calls Inflow, and changes nothing.',
  },
  'doctor.repair': {
    summary: 'Repair the registration at Inflow',
    description:
      'Registers the URL for webhooks, enables it, and sets its event types. Where the secret is not the one of `INFLOW_WEBHOOK_SECRET`, it is returned.',
  },
  'endpoints.create': {
    summary: 'Have events sent to a URL',
    description: 'Those from now on, as Standard Webhooks. The secret that signs them is shown this once.',
  },
  'endpoints.delete': {
    summary: 'Send no events there any more',
    description: 'What waited to be sent there is gone with it.',
  },
  'endpoints.deliveries': {
    summary: 'What was sent to an endpoint, and what it answered',
    description: 'The newest events first, each with its last ten tries.',
  },
  'endpoints.list': { summary: 'All endpoints, without their secrets' },
  'endpoints.replay': {
    summary: 'Send events again',
    description: 'One, or a range of cursors; at most 10,000 in one call. They have the ids that they had.',
  },
  'endpoints.rotateSecret': {
    summary: 'Replace the secret of an endpoint',
    description: 'The earlier one signs too, for the hours given, so that no event is refused meanwhile.',
  },
  'endpoints.test': {
    summary: 'Send one event now',
    description:
      'A `card_testing.ended` of no session, which asks for nothing. It is neither kept nor tried again.',
  },
  'endpoints.update': {
    summary: 'Change, pause or resume an endpoint',
    description: 'Resumed, it is sent all that it has missed.',
  },
  'events.list': {
    summary: 'Events behind a cursor',
    description:
      'In order and without gaps. Keep the returned `cursor` together with what you did because of the events, and send it as the next `after`.',
  },
  'events.watch': {
    summary: 'Events as they happen',
    description:
      'First those behind `after`, or behind the header `Last-Event-ID`, then each further one. Reconnect when the stream ends.',
  },
  'payments.close': {
    summary: 'End the wait for an outcome that cannot be learned',
    description: 'What is found charged afterwards is recorded, and may be refunded.',
  },
  'payments.confirm': {
    summary: 'Confirm a payment, which charges it',
    description: 'For a payment whose `depositStatus` is `requires_confirmation`.',
  },
  'payments.create': {
    summary: 'Charge a card, or a saved card, without a page',
    description:
      'A declined card is no error: the payment is returned, with its `decline`. After `OUTCOME_UNKNOWN` or without a response, repeat the call with the same `idempotencyKey`.',
  },
  'payments.get': { summary: 'One payment' },
  'payments.list': { summary: 'Payments, the newest first' },
  'payments.refund': {
    summary: 'Refund a payment in full',
    description:
      'The request is recorded and sent to Inflow; `refund` says how it stands. After `OUTCOME_UNKNOWN` call nothing again: the outcome is found out without you.',
  },
  'payments.update': { summary: 'Change the lines of a payment that is not confirmed' },
  'reports.declines': {
    summary: 'Declines by reason, brand and country, and how 3DS went',
    description: 'Of payments that were begun in the span.',
  },
  'reports.funnel': { summary: 'How many sessions came how far' },
  'reports.summary': {
    summary: 'What was paid, by day and currency',
    description:
      'Net of refunds and of what failed afterwards. A part that was refunded in the dashboard is not subtracted: Inflow does not say how much.',
  },
  'sessions.acknowledge': {
    summary: 'Say that your order exists',
    description:
      'For a session that was paid. A paid session that is not acknowledged in time is counted and announced as `session.unacknowledged`.',
  },
  'sessions.create': {
    summary: 'Create a session, and the page on which it is paid',
    description: 'Send the customer to the returned `url`.',
  },
  'sessions.expire': {
    summary: 'End a session that is not paid',
    description: 'It cannot be paid any more. One that is being paid is `ATTEMPT_IN_PROGRESS`.',
  },
  'sessions.get': {
    summary: 'One session',
    description: 'Ship when `status` is `complete`; what cannot be called back no earlier than `guaranteed`.',
  },
  'sessions.list': { summary: 'Sessions, the newest first' },
  'tax.rate': { summary: 'The tax rate of a country' },
};
