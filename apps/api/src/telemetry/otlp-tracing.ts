import { randomUUID } from 'node:crypto';
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { currentScope, inScope } from '../call-scope.ts';
import { createBoundedLog, describeError } from '../log.ts';
import type { Attributes, Tracing } from './tracing.ts';

export type OtlpOptions = {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: spans are sent to `/v1/traces` there, as JSON. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly sampler: SamplerName;
  /** Of the two samplers with a ratio: the share of new traces that is recorded, from 0 to 1. */
  readonly ratio: number;
  readonly log: Logger;
};

/** The values of `OTEL_TRACES_SAMPLER` (OpenTelemetry, "Environment variables"). */
export type SamplerName = `${'' | 'parentbased_'}${'always_on' | 'always_off' | 'traceidratio'}`;

const SEND_EVERY_MS = 1_000;
const EXPORT_TIMEOUT_MS = 5_000;
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** Where it runs: this program's own scopes carry the running span, so that several nodes of one process do not share one. */
const spans = new WeakMap<object, Span>();

/** Records spans and sends them in batches; a collector that is away costs spans, never a call. Nothing is registered globally. */
export function startOtlpTracing(options: OtlpOptions): Tracing {
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [resourceAttributesEnvDetector] }))
      .merge(
        resourceFromAttributes({ 'service.name': options.serviceName, 'service.instance.id': randomUUID() }),
      ),
    sampler: samplerOf(options),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: loggedExporter(options),
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('checkout');

  return {
    isOn: true,
    async span(name, { kind = 'internal', attributes = {}, parent = null, link = null }, work) {
      const running = runningSpan();
      const given = contextOf(parent);
      const continued = given === null || isSameTrace(given, running) ? null : given;
      const links = [contextOf(link), continued === null ? null : (running?.spanContext() ?? null)];
      const span = tracer.startSpan(
        name,
        {
          kind: KINDS[kind],
          attributes: withoutNull(attributes),
          links: links.flatMap((context) => (context === null ? [] : [{ context }])),
        },
        parentContext(continued, running),
      );
      const { spanId, traceId } = span.spanContext();
      const scope = { ...currentScope(), traceId, spanId };
      spans.set(scope, span);
      const fail = (type: string) => {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', type);
      };
      try {
        return await inScope(scope, () => work({ fail }));
      } catch (error) {
        // Not the message: see `describeError`.
        const { type, kind: ofInflow } = describeError(error);
        fail(String(ofInflow ?? type));
        throw error;
      } finally {
        span.end();
      }
    },
    current() {
      const context = runningSpan()?.spanContext();
      return context === undefined
        ? null
        : `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
    },
    note: (name, attributes) => void runningSpan()?.addEvent(name, withoutNull(attributes)),
    // What could not be sent has been logged.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

const runningSpan = (): Span | undefined => spans.get(currentScope());

function parentContext(given: SpanContext | null, running: Span | undefined): Context {
  if (given !== null) return trace.setSpanContext(ROOT_CONTEXT, given);
  return running === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, running);
}

type SpanContext = ReturnType<Span['spanContext']>;

const isSameTrace = (context: SpanContext, running: Span | undefined) =>
  context.traceId === running?.spanContext().traceId;

/** W3C Trace Context, 3.2: version, trace id, parent id, flags. Later versions begin with the same parts. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;

function contextOf(traceparent: string | null): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

function withoutNull(attributes: Attributes): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function samplerOf({ sampler, ratio }: OtlpOptions): Sampler {
  const roots: Readonly<Record<string, () => Sampler>> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  };
  const isParentBased = sampler.startsWith('parentbased_');
  const root = roots[sampler.replace('parentbased_', '')]?.() ?? new AlwaysOnSampler();
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}

function loggedExporter({ endpoint, log }: OtlpOptions): SpanExporter {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const warn = createBoundedLog(log, 'spans could not be sent to the collector');
  return {
    export: (batch, done) =>
      exporter.export(batch, (result) => {
        if (result.error !== undefined) warn({ err: result.error, spans: batch.length });
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
}
