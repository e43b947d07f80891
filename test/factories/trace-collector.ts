import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as OTLP has it; attributes by their names. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** Of the process. */
  readonly resource: Readonly<Record<string, string | number | boolean>>;
}

type Named = readonly { readonly key: string; readonly value: Readonly<Record<string, string | number | boolean>> }[];
interface Request {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Named };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, 'attributes'> & { attributes: Named })[];
    }[];
  }[];
}

export interface TraceCollector {
  readonly url: string;
  /** All that has come. */
  readonly spans: readonly CollectedSpan[];
  /** Of the last request. */
  readonly headers: () => IncomingHttpHeaders;
  /** Answers with it from now on; 200 at first. */
  answer(status: number): void;
  close(): Promise<void>;
}

/** A collector of traces, which speaks OTLP over HTTP, in JSON. */
export async function startCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  let headers: IncomingHttpHeaders = {};
  let status = 200;
  const server = createServer((request, response) => {
    if (request.url !== '/v1/traces' || request.method !== 'POST') return void response.writeHead(404).end();
    void json(request).then((body) => {
      headers = request.headers;
      if (status === 200) spans.push(...spansOf(body as Request));
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    headers: () => headers,
    answer: (next) => (status = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spansOf({ resourceSpans }: Request): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: byName(span.attributes),
        resource: byName(resource.attributes),
      })),
    ),
  );
}

function byName(attributes: Named) {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]!]));
}
