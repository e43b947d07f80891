/**
 * What is done for one request or task, as spans of a trace (W3C Trace Context). Off, until {@link startTracing} is called: then
 * nothing is noted, and work is called as it is.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What `traceparent` tells: the trace, the span that something belongs to, and whether it is noted. */
export interface SpanPlace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly isSampled: boolean;
}

export type SpanKind = 'internal' | 'server' | 'client' | 'consumer';
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A span that has ended. Times are in nanoseconds since 1970. */
export interface SpanRecord extends SpanPlace {
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startedAtNs: bigint;
  readonly endedAtNs: bigint;
  readonly attributes: Attributes;
  /** Null: it has not failed. */
  readonly problem: string | null;
}

/** Where spans go when they end. */
export interface SpanSink {
  /** Whether a trace that begins here is noted. */
  samples(traceId: string): boolean;
  take(span: SpanRecord): void;
}

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** Default: the span that is under way. Null: a trace begins. */
  readonly parent?: SpanPlace | null;
}

const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
const MAX_PROBLEM = 500;

let sink: SpanSink | null = null;
const spans = new AsyncLocalStorage<Span>();

/** @returns what stops it */
export function startTracing(to: SpanSink): () => void {
  sink = to;
  return () => void (sink = null);
}

/** Something that is under way. */
export class Span {
  readonly place: SpanPlace;
  name: string;
  readonly #parentSpanId: string | null;
  readonly #kind: SpanKind;
  readonly #startedAtNs = nowNs();
  readonly #sink: SpanSink;
  #attributes: Attributes;
  #problem: string | null = null;

  constructor(to: SpanSink, name: string, { kind = 'internal', attributes = {}, parent = null }: SpanOptions) {
    const traceId = parent?.traceId ?? randomBytes(16).toString('hex');
    const isSampled = parent?.isSampled ?? to.samples(traceId);
    this.place = { traceId, spanId: randomBytes(8).toString('hex'), isSampled };
    this.name = name;
    this.#parentSpanId = parent?.spanId ?? null;
    this.#kind = kind;
    this.#attributes = attributes;
    this.#sink = to;
  }

  add(attributes: Attributes): void {
    this.#attributes = { ...this.#attributes, ...attributes };
  }

  fail(error: unknown): void {
    this.#problem = (error instanceof Error ? error.message : String(error)).slice(0, MAX_PROBLEM);
  }

  end(): void {
    if (!this.place.isSampled) return;
    this.#sink.take({
      ...this.place,
      parentSpanId: this.#parentSpanId,
      name: this.name,
      kind: this.#kind,
      startedAtNs: this.#startedAtNs,
      endedAtNs: nowNs(),
      attributes: this.#attributes,
      problem: this.#problem,
    });
  }
}

function nowNs(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
}

/** The caller ends it. @returns undefined where nothing is traced */
export function beginSpan(name: string, options: SpanOptions = {}): Span | undefined {
  if (!sink) return undefined;
  return new Span(sink, name, { ...options, parent: options.parent === undefined ? currentPlace() : options.parent });
}

/** Does something as a part of a span, which it does not end. */
export function within<T>(span: Span | undefined, work: () => T): T {
  return span ? spans.run(span, work) : work();
}

/** Does something as a span of its own. */
export async function inSpan<T>(
  name: string,
  options: SpanOptions,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  const span = beginSpan(name, options);
  if (!span) return work(undefined);
  try {
    return await within(span, () => work(span));
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

/** The span that is under way. */
export function currentSpan(): Span | undefined {
  return spans.getStore();
}

function currentPlace(): SpanPlace | null {
  return currentSpan()?.place ?? null;
}

/** What tells others where the span that is under way stands. */
export function traceparent(): string | undefined {
  const place = currentPlace();
  return place ? `00-${place.traceId}-${place.spanId}-${place.isSampled ? '01' : '00'}` : undefined;
}

/** Null where there is none, or one that says nothing. */
export function placeOf(told: string | undefined): SpanPlace | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(told ?? '') ?? [];
  if (!traceId || !spanId || !flags) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** For logs. */
export function traceOfLog(): { readonly traceId?: string; readonly spanId?: string } {
  const { traceId, spanId } = currentSpan()?.place ?? {};
  return traceId && spanId ? { traceId, spanId } : {};
}

const MAX_STATEMENT = 1000;

/** Notes a statement, as a part of what it is for; what belongs to nothing is not worth a trace. */
export function traceStatement<T>(text: string, run: () => Promise<T>): Promise<T> {
  if (!currentSpan()) return run();
  const statement = text.trim();
  const [verb = ''] = /^\w+/.exec(statement) ?? [];
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': statement.slice(0, MAX_STATEMENT) };
  return inSpan(`SQL ${verb.toUpperCase()}`, { kind: 'client', attributes }, run);
}
