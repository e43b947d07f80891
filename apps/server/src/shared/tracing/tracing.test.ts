import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { useDatabase } from '../../../../../test/factories/database.ts';
import { endProducts, startProduct } from '../../../../../test/factories/product.ts';
import type { Product } from '../../../../../test/factories/product.ts';
import { startCollector } from '../../../../../test/factories/trace-collector.ts';
import type { CollectedSpan, TraceCollector } from '../../../../../test/factories/trace-collector.ts';
import { startReceiver } from '../../../../../test/factories/webhook-receiver.ts';
import type { WebhookReceiver } from '../../../../../test/factories/webhook-receiver.ts';
import { forgoDemo } from '../../../../../test/factories/without-demo.ts';
import { openOtlp } from './otlp.ts';
import { inSpan, placeOf, startTracing, traceOfLog, traceparent } from './tracing.ts';

const [SERVER, CLIENT, CONSUMER] = [2, 3, 5];
const CALLER = 'b7ad6b7169203331';
const [SCANNED, PINGED, UNNOTED] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];

let collector: TraceCollector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

describe('a product that is traced', () => {
  const target = useDatabase();
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await endProducts();
    await receiver.close();
  });

  /** Asks as a part of a trace of the caller's. */
  async function ask<T>(product: Product, traceId: string, query: string, variables: object = {}, flags = '01') {
    const response = await fetch(`${product.url()}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        traceparent: `00-${traceId}-${CALLER}-${flags}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as { data: T }).data;
  }

  const lines = (product: Product) =>
    product.logged().map((line) => JSON.parse(line) as { msg: string; task?: string; traceId?: string });

  async function until(isSo: () => boolean) {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  test('tells a collector what was done for each request, task and webhook, as a part of the caller’s trace', async () => {
    await forgoDemo(target.db);
    const product = startProduct({
      DATABASE_URL: target.url,
      ACTIONARY_ROLES: 'server,worker',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret',
      WEBHOOK_NETWORKS: '127.0.0.0/8',
      LOG_LEVEL: 'info',
    });
    await product.works();
    type Libraries = { videoLibraries: { nodes: { id: string }[] } };
    const libraries = await ask<Libraries>(product, UNNOTED, '{ videoLibraries { nodes { id } } }', {}, '00');
    const scan = 'mutation Scan($id: ID!) { scanVideoLibrary(id: $id) { userErrors { message } } }';
    await ask(product, SCANNED, scan, { id: libraries.videoLibraries.nodes[0]!.id });
    const create =
      'mutation ($url: String!) { createWebhookEndpoint(input: { url: $url }) { webhookEndpoint { id } } }';
    type Created = { createWebhookEndpoint: { webhookEndpoint: { id: string } } };
    const made = await ask<Created>(product, UNNOTED, create, { url: receiver.url }, '00');
    const ping = 'mutation Ping($id: ID!) { testWebhookEndpoint(id: $id) { delivery { state } } }';
    await ask(product, PINGED, ping, { id: made.createWebhookEndpoint.webhookEndpoint.id });
    await until(() => lines(product).some(({ msg, task }) => msg === 'task done' && task === 'scan'));
    product.child.kill('SIGTERM');
    expect(await product.ended).toEqual({ code: 0, signal: null });

    const of = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);
    const named = (traceId: string, name: string) => of(traceId).find((span) => span.name === name)!;
    const request = named(SCANNED, 'POST /graphql mutation Scan');
    expect(request).toMatchObject({ kind: SERVER, parentSpanId: CALLER, status: {} });
    expect(request.attributes).toMatchObject({ 'url.path': '/graphql', 'http.response.status_code': '200' });
    expect(request.resource).toMatchObject({ 'service.name': 'actionary' });
    expect(named(SCANNED, 'mutation Scan').parentSpanId).toBe(request.spanId);
    const task = named(SCANNED, 'task scan');
    expect(task).toMatchObject({
      kind: CONSUMER,
      parentSpanId: request.spanId,
      attributes: { 'actionary.task': 'scan' },
    });
    for (const parent of [request, task]) expect(statementsOf(parent).length).toBeGreaterThan(0);
    const delivery = named(PINGED, 'webhook delivery');
    expect(delivery).toMatchObject({ kind: CLIENT, parentSpanId: named(PINGED, 'POST /graphql mutation Ping').spanId });
    expect(receiver.received.map(({ headers }) => headers['traceparent'])).toContain(
      `00-${PINGED}-${delivery.spanId}-01`,
    );
    expect(of(UNNOTED)).toEqual([]);
    for (const { startTimeUnixNano: from, endTimeUnixNano: to } of collector.spans)
      expect(BigInt(to) >= BigInt(from)).toBe(true);
    expect(collector.headers().authorization).toBe('Bearer secret');
    expect(lines(product)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: 'request', traceId: SCANNED }),
        expect.objectContaining({ msg: 'task done', traceId: SCANNED, spanId: task.spanId }),
      ]),
    );
  });

  /** What a span has asked the database, without the values. */
  function statementsOf({ spanId }: CollectedSpan): string[] {
    const own = collector.spans.filter((span) => span.parentSpanId === spanId && span.name.startsWith('SQL '));
    for (const { attributes } of own) expect(attributes['db.system.name']).toBe('postgresql');
    return own.map(({ attributes }) => String(attributes['db.query.text']));
  }
});

describe('spans', () => {
  const log = pino({ level: 'silent' });

  test('are none where nothing is traced', async () => {
    await inSpan('work', {}, async (span) =>
      expect([span, traceparent(), traceOfLog()]).toEqual([undefined, undefined, {}]),
    );
  });

  test('tell what has failed, and why, and pass it on', async () => {
    const otlp = openOtlp({ endpoint: collector.url, headers: {}, serviceName: 'line 3', ratio: 1 }, log);
    const stop = startTracing(otlp);
    const failing = inSpan('outer', {}, () =>
      inSpan('inner', { attributes: { count: 2, share: 0.5, isDone: false } }, () =>
        Promise.reject(new Error('it is away')),
      ),
    );
    await expect(failing).rejects.toThrow('it is away');
    stop();
    await otlp.close();
    const [inner, outer] = collector.spans as [CollectedSpan, CollectedSpan];
    expect(inner).toMatchObject({
      name: 'inner',
      traceId: outer.traceId,
      parentSpanId: outer.spanId,
      attributes: { count: '2', share: 0.5, isDone: false },
      status: { code: 2, message: 'it is away' },
      resource: { 'service.name': 'line 3' },
    });
    expect(outer.parentSpanId).toBeUndefined();
  });

  test('are noted of a share of the traces, and lost, but told of once, while the collector is away', async () => {
    const warnings: string[] = [];
    const noting = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(line) });
    collector.answer(503);
    const otlp = openOtlp({ endpoint: `${collector.url}/`, headers: {}, serviceName: 'actionary', ratio: 0.5 }, noting);
    expect([otlp.samples('0'.repeat(31) + '1'), otlp.samples('f'.repeat(32))]).toEqual([true, false]);
    const stop = startTracing(otlp);
    const parent = placeOf(`00-${SCANNED}-${CALLER}-01`);
    for (let count = 0; count < 1500; count += 1) await inSpan('work', { parent }, () => Promise.resolve());
    stop();
    await otlp.close();
    expect(collector.spans).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  test.each([
    undefined,
    '',
    'nonsense',
    `00-${'0'.repeat(32)}-${CALLER}-01`,
    `00-${SCANNED}-${'0'.repeat(16)}-01`,
    `00-${SCANNED}-${CALLER}`,
    `00-${'A'.repeat(32)}-${CALLER}-01`,
  ])('begin anew where a caller says %j', (told) => expect(placeOf(told)).toBeNull());
});
