import type { FileHandle } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import { changedObject, problemOf, unreachable } from './bucket-problem.ts';
import { StorageError } from './storage-error.ts';
import { parseObjectPage, storedObject } from './storage-xml.ts';
import type { ObjectPage, StoredObject } from './storage-xml.ts';

/** A storage that speaks S3, and how this product is known there. */
export interface StorageSettings {
  /** Its address, without `/` at the end. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How often a request is made again that the storage could not answer, and how often in a row the rest of an object. */
const RETRIES = 3;
/** Of an answer without an object in it. */
const ANSWER_MS = 60_000;

interface ReadOptions {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** What is in a bucket, to be read. Its name is part of the path, which every storage understands. */
export class Bucket {
  readonly #settings: StorageSettings;
  readonly #name: string;
  readonly #client: AwsClient;

  constructor(settings: StorageSettings, name: string) {
    this.#settings = settings;
    this.#name = name;
    const { accessKeyId, secretAccessKey, region } = settings;
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  }

  /** The objects whose keys begin with a prefix, a page after the other. @throws {StorageError} */
  async *list(
    prefix: string,
    { signal, pageSize = 1000 }: { readonly signal?: AbortSignal | undefined; readonly pageSize?: number } = {},
  ): AsyncGenerator<readonly StoredObject[]> {
    let token: string | null = null;
    do {
      const query = new URLSearchParams({
        'list-type': '2',
        'encoding-type': 'url',
        'max-keys': `${pageSize}`,
        prefix,
      });
      if (token !== null) query.set('continuation-token', token);
      const page: ObjectPage = await this.#page(query, signal);
      yield page.objects;
      token = page.nextToken;
    } while (token !== null);
  }

  async #page(query: URLSearchParams, signal: AbortSignal | undefined): Promise<ObjectPage> {
    const { endpoint } = this.#settings;
    const within = withLimit(signal);
    const response = await this.#fetch(`?${query}`, { signal: within });
    if (!response.ok) throw await problemOf(response, { endpoint, bucket: this.#name });
    const text = await response.text().catch((cause: Error) => this.#refuseAnswer(cause, signal));
    return this.#understand(() => parseObjectPage(text));
  }

  /** What an object is like now; `null` where there is none. @throws {StorageError | LibraryFileError} */
  async describe(key: string, signal?: AbortSignal): Promise<StoredObject | null> {
    const within = withLimit(signal);
    const response = await this.#fetch(pathOf(key), { method: 'HEAD', signal: within });
    const { status, headers } = response;
    if (status === 404) return null;
    // Such an answer has no body: asked otherwise, the storage tells why.
    if (!response.ok) {
      const why = await this.#fetch(pathOf(key), { headers: { range: 'bytes=0-0' }, signal: within });
      throw await problemOf(why, this.#asked(key));
    }
    const [sizeBytes, modifiedAt] = [headers.get('content-length'), headers.get('last-modified')];
    return this.#understand(() => storedObject(key, { sizeBytes, modifiedAt, etag: headers.get('etag') }));
  }

  /** An object, or a part of it: the answer is `ok`, or says that the part is not there. @throws {StorageError | LibraryFileError} */
  async read(key: string, options: ReadOptions = {}): Promise<Response> {
    const response = await this.#fetch(pathOf(key), options);
    if (response.ok || response.status === 304 || response.status === 416) return response;
    throw await problemOf(response, this.#asked(key));
  }

  /**
   * Writes an object into an empty file. Where the connection breaks, it goes on with what is missing.
   *
   * @param onPart after each part that was written
   * @throws {LibraryFileError} where the object is not the one that was described any more
   * @throws {StorageError}
   */
  async download(object: StoredObject, signal: AbortSignal, file: FileHandle, onPart = () => {}): Promise<void> {
    let doneBytes = 0;
    let breakCount = 0;
    while (doneBytes < object.sizeBytes) {
      const headers = { range: `bytes=${doneBytes}-`, 'if-match': object.etag };
      const response = await this.read(object.key, { headers, signal });
      try {
        for await (const part of partsOf(response, object, doneBytes)) {
          doneBytes += await writeAll(file, part);
          breakCount = 0;
          onPart();
        }
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof BrokenAnswer)) throw error;
        if (++breakCount > RETRIES) this.#refuseAnswer(error.cause as Error, signal);
      }
    }
    const now = await this.describe(object.key, signal);
    // Some storages lie on plain files, which change under who reads them.
    if (now && now.etag !== object.etag) throw changedObject(object.key);
  }

  async #fetch(pathAndQuery: string, { method = 'GET', headers = {}, signal }: ReadOptions): Promise<Response> {
    const { endpoint } = this.#settings;
    const url = `${endpoint}/${this.#name}${pathAndQuery}`;
    try {
      // What answers may not send the signed request elsewhere.
      return await this.#client.fetch(url, { method, headers, redirect: 'manual', ...(signal ? { signal } : {}) });
    } catch (error) {
      return this.#refuseAnswer(error as Error, signal);
    }
  }

  #understand<T>(parse: () => T): T {
    try {
      return parse();
    } catch (cause) {
      const problem = `${this.#settings.endpoint} does not answer as S3 does (${(cause as Error).message})`;
      throw new StorageError('BUCKET_SETTINGS', `${problem}; check S3_ENDPOINT`, { cause });
    }
  }

  #asked(key: string) {
    return { endpoint: this.#settings.endpoint, bucket: this.#name, key };
  }

  /** @throws {StorageError} unless it is asked to end */
  #refuseAnswer(error: Error, signal: AbortSignal | undefined): never {
    if (signal?.aborted && (signal.reason as Error).name !== 'TimeoutError') throw signal.reason;
    const { code, message } = (error.cause ?? error) as { readonly code?: unknown; readonly message: string };
    throw unreachable(this.#settings.endpoint, typeof code === 'string' ? code : message, { cause: error });
  }
}

const withLimit = (signal: AbortSignal | undefined) => {
  const limit = AbortSignal.timeout(ANSWER_MS);
  return signal ? AbortSignal.any([signal, limit]) : limit;
};

const pathOf = (key: string) => `/${key.split('/').map(encodeURIComponent).join('/')}`;

/** The connection, not the disk or the object, has ended it. */
class BrokenAnswer extends Error {}

async function* partsOf(response: Response, { key, sizeBytes }: StoredObject, fromByte: number) {
  // A storage that knows no ranges begins anew, and one without conditions gives what is there now.
  const isRest = response.status === 206 || fromByte === 0;
  const leftBytes = Number(response.headers.get('content-length') ?? sizeBytes - fromByte);
  if (!isRest || !response.body || leftBytes !== sizeBytes - fromByte) throw changedObject(key);
  try {
    for await (const part of response.body) yield part;
  } catch (cause) {
    throw new BrokenAnswer('the answer broke off', { cause });
  }
}

async function writeAll(file: FileHandle, part: Uint8Array): Promise<number> {
  let doneBytes = 0;
  while (doneBytes < part.length) doneBytes += (await file.write(part, doneBytes)).bytesWritten;
  return doneBytes;
}
