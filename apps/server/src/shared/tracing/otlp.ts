import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Attributes, SpanKind, SpanRecord, SpanSink } from './tracing.ts';

export interface OtlpSettings {
  /** Address of a collector; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Share of the traces that begin here, 0 … 1. */
  readonly ratio: number;
}

export interface OtlpSink extends SpanSink {
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Spans that are sent at once. */
const BATCH_COUNT = 512;
/** Spans that wait at most: where the collector is away, the latest are lost. */
const MAX_WAITING = 4096;
const PAUSE_MS = 5000;
const TIMEOUT_MS = 10_000;
/** As OTLP counts them. */
const KINDS: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3, consumer: 5 };
const FAILED = 2;

/**
 * Sends spans to a collector by OTLP over HTTP, in its encoding as JSON.
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function openOtlp(settings: OtlpSettings, log: Logger): OtlpSink {
  const url = `${settings.endpoint.replace(/\/+$/, '')}/v1/traces`;
  const waiting: SpanRecord[] = [];
  let sending = Promise.resolve();
  let lostCount = 0;
  let isAway = false;

  async function send(spans: readonly SpanRecord[]): Promise<void> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...settings.headers },
        body: JSON.stringify(toRequest(spans, settings.serviceName)),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered ${response.status}`);
      isAway = false;
    } catch (error) {
      lostCount += spans.length;
      // Once, until it is back.
      if (!isAway) log.warn({ err: error, lostCount }, 'the collector of traces does not take them');
      isAway = true;
    }
  }

  function flush(): Promise<void> {
    sending = sending.then(async () => {
      while (waiting.length > 0) await send(waiting.splice(0, BATCH_COUNT));
    });
    return sending;
  }

  const timer = setInterval(() => void flush(), PAUSE_MS).unref();
  return {
    samples: (traceId) => Number.parseInt(traceId.slice(-8), 16) / 2 ** 32 < settings.ratio,
    take(span) {
      if (waiting.length >= MAX_WAITING) lostCount += 1;
      else if (waiting.push(span) === BATCH_COUNT) void flush();
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

function toRequest(spans: readonly SpanRecord[], serviceName: string) {
  const about = { 'service.name': serviceName, 'service.instance.id': `${hostname()}:${process.pid}` };
  const scopeSpans = [{ scope: { name: 'actionary' }, spans: spans.map(toSpan) }];
  return { resourceSpans: [{ resource: { attributes: toAttributes(about) }, scopeSpans }] };
}

function toSpan({ traceId, spanId, parentSpanId, name, kind, attributes, problem, ...times }: SpanRecord) {
  return {
    traceId,
    spanId,
    ...(parentSpanId ? { parentSpanId } : {}),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: String(times.startedAtNs),
    endTimeUnixNano: String(times.endedAtNs),
    attributes: toAttributes(attributes),
    status: problem === null ? {} : { code: FAILED, message: problem },
  };
}

function toAttributes(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }));
}

function toValue(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
