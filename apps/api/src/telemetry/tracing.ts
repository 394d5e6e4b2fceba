export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

export type SpanOptions = {
  /** `server`: a call that came in; `client`: one that goes out and is answered. */
  readonly kind?: 'server' | 'client' | 'internal';
  /** Names of our own, references and ids of attempts and payments. Never an e-mail address, a card, or the id of a session. Null is left out. */
  readonly attributes?: Attributes;
  /**
   * A `traceparent` that the span continues: of a caller, or one that was kept with a row. Where a span of another trace is running, the two
   * are linked. Null or unreadable: the span continues the running one.
   */
  readonly parent?: string | null;
  /** A `traceparent` that the span is linked to. */
  readonly link?: string | null;
};

export type RunningSpan = {
  /** An error code of this program: no text of a caller or of Inflow. */
  fail(kind: string): void;
};

/** Spans of this program, for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export type Tracing = {
  /** False where nothing is recorded: then what only a span needs is not looked up. */
  readonly isOn: boolean;
  /** Runs `work` in a span; what it throws fails the span. */
  span<Result>(
    name: string,
    options: SpanOptions,
    work: (span: RunningSpan) => Promise<Result>,
  ): Promise<Result>;
  /** The `traceparent` (W3C Trace Context) of the running span; null when there is none. */
  current(): string | null;
  /** An event on the running span. */
  note(name: string, attributes: Attributes): void;
  /** Sends what is recorded, and ends. */
  close(): Promise<void>;
};

const UNRECORDED: RunningSpan = { fail: () => undefined };

export const NO_TRACING: Tracing = {
  isOn: false,
  span: (_name, _options, work) => work(UNRECORDED),
  current: () => null,
  note: () => undefined,
  close: async () => undefined,
};
