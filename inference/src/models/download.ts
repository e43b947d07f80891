import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ModelError } from '../model-error.ts';
import type { Abortable } from '../ports.ts';

export interface DownloadRequest {
  readonly url: string;
  /** Where the whole file ends up; until then the bytes lie beside it as `<target>.part`. */
  readonly target: string;
  /** `null`: not known beforehand. */
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
}

export interface DownloadOptions extends Abortable {
  /** Called as bytes arrive; the total is `null` while nobody knows it. */
  readonly onProgress?: (receivedBytes: number, totalBytes: number | null) => void;
  /** Tries in a row that bring no byte before giving up. Default 5. */
  readonly attempts?: number;
  /** Wait before the second try, doubled each time. Default 500 ms. */
  readonly retryDelayMs?: number;
  /** A server silent for this long counts as interrupted. Default 60 s. */
  readonly stallMs?: number;
}

export interface FileFacts {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Trying again may help. */
class InterruptedDownload extends Error {}

/**
 * Fetches a file, goes on where an earlier try stopped (also one of an earlier process), checks size and sha256 and
 * only then gives the file its name.
 * @throws {ModelError} DOWNLOAD (server or network), CHECKSUM (other bytes than promised; they are thrown away)
 */
export async function downloadFile(request: DownloadRequest, options: DownloadOptions = {}): Promise<FileFacts> {
  const { attempts = 5, retryDelayMs = 500, signal } = options;
  const part = `${request.target}.part`;
  await mkdir(path.dirname(request.target), { recursive: true });
  let mayRestart = true;
  for (let failures = 0; ;) {
    const before = await sizeOf(part);
    try {
      await fetchRest(request, part, options);
      return await acceptPart(request, part);
    } catch (error) {
      signal?.throwIfAborted();
      if (mayRestart && before > 0 && isChecksumError(error)) {
        // The leftover may belong to another version of the file: once more, from the first byte.
        mayRestart = false;
        continue;
      }
      if (!(error instanceof InterruptedDownload)) throw error;
      failures = (await sizeOf(part)) > before ? 1 : failures + 1;
      if (failures >= attempts) throw unreachable(request.url, error);
      await delay(retryDelayMs * 2 ** (failures - 1), undefined, { signal });
    }
  }
}

/** sha256 and size of a file on disk. */
export async function fileFacts(file: string, { signal }: Abortable = {}): Promise<FileFacts> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(file, { signal })) {
    hash.update(chunk as Uint8Array);
    sizeBytes += (chunk as Uint8Array).length;
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** @throws {ModelError} CHECKSUM where the facts are not those expected */
export function checkFacts(
  name: string,
  found: FileFacts,
  expected: Pick<DownloadRequest, 'sizeBytes' | 'sha256'>,
): void {
  if (expected.sizeBytes !== null && found.sizeBytes !== expected.sizeBytes)
    throw new ModelError('CHECKSUM', `${name}: ${found.sizeBytes} bytes, expected ${expected.sizeBytes}`);
  if (expected.sha256 !== null && found.sha256 !== expected.sha256)
    throw new ModelError('CHECKSUM', `${name}: sha256 ${found.sha256}, expected ${expected.sha256}`);
}

async function acceptPart(request: DownloadRequest, part: string): Promise<FileFacts> {
  const facts = await fileFacts(part);
  try {
    checkFacts(request.url, facts, request);
  } catch (error) {
    await discard(part);
    throw error;
  }
  await rename(part, request.target);
  await rm(validatorFile(part), { force: true });
  return facts;
}

async function fetchRest(request: DownloadRequest, part: string, options: DownloadOptions): Promise<void> {
  const haveBytes = await resumableBytes(request, part);
  if (haveBytes > 0 && haveBytes === request.sizeBytes) return;
  const stall = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stall.signal]) : stall.signal;
  const watchdog = startWatchdog(stall, options.stallMs ?? 60_000);
  try {
    const response = await fetch(request.url, { signal, headers: await rangeHeaders(part, haveBytes) });
    if (response.status === 416) await restart(part, response);
    await receive(request, response, part, { haveBytes, signal, watchdog, options });
  } catch (error) {
    if (error instanceof ModelError || error instanceof InterruptedDownload || isDiskError(error)) throw error;
    throw new InterruptedDownload(reason(error), { cause: error });
  } finally {
    watchdog.stop();
  }
}

interface Receiving {
  readonly haveBytes: number;
  readonly signal: AbortSignal;
  readonly watchdog: { readonly touch: () => void };
  readonly options: DownloadOptions;
}

async function receive(request: DownloadRequest, response: Response, part: string, to: Receiving): Promise<void> {
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const message = `the server answered ${response.status}`;
    if (response.status >= 500 || response.status === 429 || response.status === 408)
      throw new InterruptedDownload(message);
    throw new ModelError('DOWNLOAD', `${request.url}: ${message}; check the address or give --from`);
  }
  const startBytes = startOf(response, to.haveBytes);
  const lengthHeader = response.headers.get('content-length');
  const totalBytes = lengthHeader === null ? request.sizeBytes : startBytes + Number(lengthHeader);
  await rememberValidator(part, response);
  const counted = count(response.body, startBytes, totalBytes, request, to);
  await pipeline(Readable.from(counted), createWriteStream(part, { flags: startBytes > 0 ? 'a' : 'w' }));
  if (totalBytes !== null && (await sizeOf(part)) < totalBytes)
    throw new InterruptedDownload('the connection closed early');
}

async function* count(
  body: AsyncIterable<Uint8Array>,
  startBytes: number,
  totalBytes: number | null,
  request: DownloadRequest,
  { watchdog, options }: Receiving,
): AsyncGenerator<Uint8Array> {
  let received = startBytes;
  for await (const chunk of body) {
    watchdog.touch();
    received += chunk.length;
    if (request.sizeBytes !== null && received > request.sizeBytes)
      throw new ModelError('CHECKSUM', `${request.url}: more than the expected ${request.sizeBytes} bytes`);
    yield chunk;
    options.onProgress?.(received, totalBytes);
  }
}

/** Where the answer's bytes begin: a server may ignore the range and send the whole file again. */
function startOf(response: Response, haveBytes: number): number {
  if (response.status !== 206) return 0;
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (Number(start) !== haveBytes) throw new InterruptedDownload('the server sent another range than asked for');
  return haveBytes;
}

async function restart(part: string, response: Response): Promise<never> {
  await response.body?.cancel();
  await discard(part);
  throw new InterruptedDownload('the server has another file than before; starting again');
}

/** Bytes of an earlier try that may be continued; too long or unverifiable leftovers are thrown away. */
async function resumableBytes({ sizeBytes, sha256 }: DownloadRequest, part: string): Promise<number> {
  const haveBytes = await sizeOf(part);
  const isTooLong = sizeBytes !== null && haveBytes > sizeBytes;
  const isTraceable = sha256 !== null || (await validator(part)) !== undefined;
  if (haveBytes > 0 && (isTooLong || !isTraceable)) {
    await discard(part);
    return 0;
  }
  return haveBytes;
}

async function rangeHeaders(part: string, haveBytes: number): Promise<Record<string, string>> {
  // A compressed answer would make lengths and ranges meaningless.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (haveBytes === 0) return headers;
  headers['range'] = `bytes=${haveBytes}-`;
  const known = await validator(part);
  if (known !== undefined) headers['if-range'] = known;
  return headers;
}

const validatorFile = (part: string): string => `${part}.validator`;

/** Keeps the strong ETag (else the date) by which a later try recognises the same file. */
async function rememberValidator(part: string, response: Response): Promise<void> {
  const etag = response.headers.get('etag');
  const value = etag !== null && !etag.startsWith('W/') ? etag : response.headers.get('last-modified');
  if (value === null) await rm(validatorFile(part), { force: true });
  else await writeFile(validatorFile(part), value);
}

async function validator(part: string): Promise<string | undefined> {
  try {
    return await readFile(validatorFile(part), 'utf8');
  } catch {
    return undefined;
  }
}

async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(validatorFile(part), { force: true });
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}

function startWatchdog(stall: AbortController, stallMs: number) {
  const timer = setTimeout(() => stall.abort(new Error(`no data for ${stallMs / 1000} s`)), stallMs);
  return { touch: () => timer.refresh(), stop: () => clearTimeout(timer) };
}

function isChecksumError(error: unknown): boolean {
  return error instanceof ModelError && error.code === 'CHECKSUM';
}

function isDiskError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS' || code === 'EDQUOT';
}

function reason(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}

function unreachable(url: string, error: Error): ModelError {
  const remedy = 'without internet give --from <folder> or set ACTIONARY_MODEL_MIRROR';
  return new ModelError('DOWNLOAD', `cannot fetch ${url} (${error.message}); ${remedy}`, { cause: error });
}
