/** The name under which the change feed wakes those that wait for events; the trigger of the outbox notifies it. */
export const EVENTS_KEY = 'events';
