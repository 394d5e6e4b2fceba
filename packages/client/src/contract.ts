/** `signal` ends the wait for a response; whether a mutation had its effect is then unknown. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Changes nothing. @throws CheckoutError */
export interface Query<Input, Output> {
  readonly query: (input: Input, options?: CallOptions) => Promise<Output>;
}

/** @throws CheckoutError, whose `outcomeKnown` says whether the call may have had an effect. */
export interface Mutation<Input, Output> {
  readonly mutate: (input: Input, options?: CallOptions) => Promise<Output>;
}

export interface SubscriptionObserver<Output> {
  readonly onData: (data: Output) => void;
  /** The subscription is over. A connection that is merely lost is made again without this. */
  readonly onError?: ((error: Error) => void) | undefined;
  /** The server has ended it, for example because it stops. */
  readonly onComplete?: (() => void) | undefined;
}

export interface Subscription<Input, Output> {
  readonly subscribe: (input: Input, observer: SubscriptionObserver<Output>) => { unsubscribe(): void };
}
