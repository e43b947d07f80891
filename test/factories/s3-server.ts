import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface KeptObject {
  readonly bytes: Uint8Array;
  readonly modifiedAt: Date;
}

/** A storage that speaks S3, as far as a reader of it does: ListObjectsV2, HEAD and GET with ranges and conditions. */
export interface S3Server {
  /** What a client needs to know. */
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  /** By bucket and key. */
  readonly buckets: Map<string, Map<string, KeptObject>>;
  /** Keys that nobody may read. */
  readonly denied: Set<string>;
  /** Methods, paths and ranges that were asked for, in order. */
  readonly requests: { method: string; target: string; range: string | undefined }[];
  /** How far its clock is ahead. */
  skewMs: number;
  /** Called with the nth answer (from 0) that has bytes of an object; says after how many of them it breaks off. */
  cutAfter: (answerIndex: number) => number | undefined;
  put(bucket: string, key: string, bytes: Uint8Array, modifiedAt?: Date): void;
  close(): Promise<void>;
}

const REGION = 'eu-test-1';
const KEY_ID = 'AKIATEST';
const SECRET = 'a secret/with+signs=';
const MAX_SKEW_MS = 15 * 60 * 1000;

class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Starts a storage that checks signatures by a computation of its own. */
export async function startS3Server(): Promise<S3Server> {
  const buckets: S3Server['buckets'] = new Map();
  const state: S3Server = {
    settings: { endpoint: '', region: REGION, accessKeyId: KEY_ID, secretAccessKey: SECRET },
    buckets,
    denied: new Set(),
    requests: [],
    skewMs: 0,
    cutAfter: () => undefined,
    put(bucket, key, bytes, modifiedAt = new Date()) {
      const objects = buckets.get(bucket) ?? new Map<string, KeptObject>();
      buckets.set(bucket, objects.set(key, { bytes, modifiedAt }));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  let answerCount = 0;
  const server = createServer((request, response) => {
    state.requests.push({ method: request.method!, target: request.url!, range: request.headers.range });
    try {
      verify(request, state.skewMs);
      answer(request, response, state, () => answerCount++);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const body = `<?xml version="1.0"?><Error><Code>${error.code}</Code><Region>${REGION}</Region></Error>`;
      response.writeHead(error.status, { 'content-type': 'application/xml' });
      response.end(request.method === 'HEAD' ? undefined : body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, { settings: { ...state.settings, endpoint: `http://127.0.0.1:${port}` } });
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;

/** By Amazon's description of signature version 4. */
function verify(request: IncomingMessage, skewMs: number): void {
  const [, keyId, day, region, signedHeaders, signature] =
    AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  if (!keyId || !signedHeaders) throw new Refusal(403, 'AccessDenied');
  if (keyId !== KEY_ID) throw new Refusal(403, 'InvalidAccessKeyId');
  if (region !== REGION) throw new Refusal(400, 'AuthorizationHeaderMalformed');
  const time = request.headers['x-amz-date'] as string;
  const sentMs = Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Math.abs(Date.now() + skewMs - sentMs) > MAX_SKEW_MS) throw new Refusal(403, 'RequestTimeTooSkewed');
  const url = new URL(request.url!, 'http://storage');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
  const headers = signedHeaders.split(';').map((name) => `${name}:${request.headers[name]}\n`);
  const path = url.pathname
    .split('/')
    .map((name) => encode(decodeURIComponent(name)))
    .join('/');
  const hash = request.headers['x-amz-content-sha256'] as string;
  const canonical = [request.method, path, query, headers.join(''), signedHeaders, hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const steps = [day!, region, 's3', 'aws4_request', toSign];
  const expected = steps.reduce<Buffer>(
    (key, text) => createHmac('sha256', key).update(text).digest(),
    Buffer.from(`AWS4${SECRET}`),
  );
  if (expected.toString('hex') !== signature) throw new Refusal(403, 'SignatureDoesNotMatch');
}

/** As RFC 3986 has it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function answer(request: IncomingMessage, response: ServerResponse, server: S3Server, nextIndex: () => number): void {
  const url = new URL(request.url!, 'http://storage');
  const [bucket, ...names] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const objects = server.buckets.get(bucket!);
  if (!objects) throw new Refusal(404, 'NoSuchBucket');
  const key = names.join('/');
  if (key === '') return void response.end(listPage(objects, url.searchParams));
  if (server.denied.has(key)) throw new Refusal(403, 'AccessDenied');
  const object = objects.get(key);
  if (!object) throw new Refusal(404, 'NoSuchKey');
  sendObject(request, response, object, () => server.cutAfter(nextIndex()));
}

const etagOf = (bytes: Uint8Array) => `"${createHash('md5').update(bytes).digest('hex')}"`;

const asXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function listPage(objects: ReadonlyMap<string, KeptObject>, query: URLSearchParams): string {
  if (query.get('list-type') !== '2') throw new Refusal(400, 'InvalidArgument');
  const token = query.get('continuation-token');
  const after = token === null ? '' : Buffer.from(token, 'base64').toString();
  const prefix = query.get('prefix') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
  const page = keys.slice(0, Math.min(1000, Number(query.get('max-keys') ?? 1000)));
  const write = query.get('encoding-type') === 'url' ? (key: string) => encode(key).replaceAll('%20', '+') : asXml;
  const contents = page.map((key) => {
    const { bytes, modifiedAt } = objects.get(key)!;
    const facts = `<LastModified>${modifiedAt.toISOString()}</LastModified><ETag>${asXml(etagOf(bytes))}</ETag>`;
    return `<Contents><Key>${write(key)}</Key>${facts}<Size>${bytes.length}</Size></Contents>`;
  });
  const next = page.length < keys.length ? Buffer.from(page.at(-1)!).toString('base64') : null;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`,
    `<Prefix>${write(prefix)}</Prefix><IsTruncated>${next !== null}</IsTruncated>`,
    ...contents,
    query.has('encoding-type') ? `<EncodingType>${query.get('encoding-type')}</EncodingType>` : '',
    next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`,
    '</ListBucketResult>',
  ].join('');
}

function sendObject(
  { method, headers: asked }: IncomingMessage,
  response: ServerResponse,
  { bytes, modifiedAt }: KeptObject,
  cutAfter: () => number | undefined,
): void {
  const etag = etagOf(bytes);
  if (asked['if-match'] && asked['if-match'] !== etag) throw new Refusal(412, 'PreconditionFailed');
  if (asked['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(asked.range ?? '') ?? [];
  const start = Number(first ?? 0);
  if (first && start >= bytes.length) throw new Refusal(416, 'InvalidRange');
  const end = last ? Math.min(Number(last) + 1, bytes.length) : bytes.length;
  response.writeHead(first ? 206 : 200, {
    etag,
    'accept-ranges': 'bytes',
    'content-length': end - start,
    'content-type': 'text/html',
    'last-modified': modifiedAt.toUTCString(),
    ...(first ? { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` } : {}),
  });
  if (method === 'HEAD') return void response.end();
  const cut = cutAfter();
  if (cut === undefined) response.end(bytes.subarray(start, end));
  // Let the bytes reach the other side before the connection breaks.
  else response.write(bytes.subarray(start, start + cut), () => setTimeout(() => response.destroy(), 20));
}
