import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CheckoutEvent } from '@checkout/client';
import { deliver, isTaken, type Receiver, type Response } from '../forward/deliver.ts';

export type Disturbances = {
  /** Each event twice at the same time. */
  readonly double: boolean;
  /** The newest event first. */
  readonly reorder: boolean;
  /** How long each event is held back, in milliseconds. */
  readonly delayMs: number;
  /** Before each event, the same one signed with another secret. */
  readonly misSign: boolean;
};

export type Tried = {
  readonly event: CheckoutEvent;
  readonly signature: 'genuine' | 'wrong';
  readonly response: Response;
  /** Whether the receiver did what it has to. */
  readonly good: boolean;
};

/** Sends events as a network or an attacker would, one after the other, and says of each response whether it is good. */
export async function* tryReceiver(
  events: readonly CheckoutEvent[],
  receiver: Receiver,
  { double, reorder, delayMs, misSign }: Disturbances,
): AsyncGenerator<Tried, void, void> {
  const impostor = { ...receiver, secret: `whsec_${randomBytes(32).toString('base64')}` };
  for (const event of reorder ? events.toReversed() : events) {
    if (delayMs > 0) await pause(delayMs);
    if (misSign) {
      const response = await deliver(event, impostor);
      // A receiver that is broken for every event has not refused this one.
      const isRefused = response.status !== null && response.status >= 400 && response.status < 500;
      yield { event, signature: 'wrong', response, good: isRefused };
    }
    const copies = Array.from({ length: double ? 2 : 1 }, () => deliver(event, receiver));
    for (const response of await Promise.all(copies))
      yield { event, signature: 'genuine', response, good: isTaken(response) };
  }
}
