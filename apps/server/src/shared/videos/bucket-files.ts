import { createHash } from 'node:crypto';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { VideoFile } from '@actionary/database';
import type { Response } from 'express';
import { untilGone } from '../http/until-gone.ts';
import type { Bucket } from '../storage/bucket.ts';
import { formatBucketAddress } from '../storage/bucket-address.ts';
import type { BucketAddress } from '../storage/bucket-address.ts';
import type { ObjectCache } from '../storage/object-cache.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { StoredObject } from '../storage/storage-xml.ts';
import { LibraryFileError } from './library-file-error.ts';
import type { FoundFiles, LibraryFiles, OpenedFile } from './library-files.ts';
import { isVideoName } from './video-file-name.ts';

/** What players ask for, and what they are told. */
const ASKED_HEADERS = ['range', 'if-range', 'if-none-match'] as const;
const TOLD_HEADERS = ['accept-ranges', 'content-length', 'content-range', 'etag', 'last-modified'] as const;

/** The objects of a bucket below a prefix: `/` in their keys makes folders of them. They are read by way of copies. */
export class BucketFiles implements LibraryFiles {
  readonly areWhole = true;
  readonly #address: BucketAddress;
  readonly #bucket: Bucket;
  readonly #cache: ObjectCache;

  constructor(address: BucketAddress, bucket: Bucket, cache: ObjectCache) {
    this.#address = address;
    this.#bucket = bucket;
    this.#cache = cache;
  }

  get place(): string {
    return formatBucketAddress(this.#address);
  }

  async check(): Promise<void> {
    await this.#isAnyListed();
  }

  async find({ signal }: { readonly signal?: AbortSignal } = {}): Promise<FoundFiles> {
    const files: VideoFile[] = [];
    let hasFiles = false;
    for await (const objects of this.#bucket.list(this.#address.prefix, { signal })) {
      for (const object of objects) {
        const relative = this.#relative(object);
        if (relative === null) continue;
        hasFiles = true;
        if (isVideoName(relative)) files.push({ path: relative, ...factsOf(object) });
      }
    }
    return { files, hasFiles };
  }

  emptied(presentCount: number): StorageError {
    const problem =
      `${this.place} is empty, but held ${presentCount} videos: see that they are where they were. If they have really gone, ` +
      `put any object there and scan again`;
    return new StorageError('BUCKET_SETTINGS', problem);
  }

  async describe(relative: string): Promise<VideoFile | null> {
    const object = await this.#bucket.describe(this.#key(relative));
    return object && { path: relative, ...factsOf(object) };
  }

  hasEntries(): Promise<boolean> {
    return this.#isAnyListed().catch(() => false);
  }

  async isGone(relative: string): Promise<boolean> {
    try {
      return (await this.#bucket.describe(this.#key(relative))) === null;
    } catch (error) {
      if (error instanceof StorageError || error instanceof LibraryFileError) return false;
      throw error;
    }
  }

  async use<T>(relative: string, signal: AbortSignal, work: (file: OpenedFile) => Promise<T>): Promise<T> {
    const object = await this.#bucket.describe(this.#key(relative), signal);
    if (!object) throw new LibraryFileError('FILE_MISSING', `${path.posix.basename(relative)} cannot be found`);
    const copied = {
      name: this.#nameOfCopy(object),
      sizeBytes: object.sizeBytes,
      write: this.#bucket.download.bind(this.#bucket, object, signal),
    };
    const opened = { facts: factsOf(object), refuseChanged: staysAsItIs };
    return this.#cache.use(copied, signal, (file) => work({ path: file, ...opened }));
  }

  async send(relative: string, response: Response): Promise<void> {
    const signal = untilGone(response);
    try {
      await this.#relay(relative, response, signal);
    } catch (error) {
      // A player that seeks leaves the answer to its last request.
      if (!signal.aborted) throw error;
    }
  }

  async #relay(relative: string, response: Response, signal: AbortSignal): Promise<void> {
    const { req: request } = response;
    const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
    const asked = ASKED_HEADERS.map((name) => [name, request.get(name) ?? '']).filter(([, value]) => value);
    const headers = Object.fromEntries(asked) as Record<string, string>;
    const found = await this.#bucket.read(this.#key(relative), { method, headers, signal });
    // By its name, as of files: what the storage says of it is for others to choose.
    response.status(found.status).type(path.posix.extname(relative)).set('cache-control', 'no-cache');
    response.set('x-content-type-options', 'nosniff');
    for (const name of TOLD_HEADERS) if (found.headers.has(name)) response.set(name, found.headers.get(name)!);
    if (found.body && method === 'GET') await pipeline(Readable.fromWeb(found.body), response);
    else response.end();
  }

  async #isAnyListed(): Promise<boolean> {
    for await (const objects of this.#bucket.list(this.#address.prefix, { pageSize: 1 })) return objects.length > 0;
    return false;
  }

  /** `null` for what is hidden, or stands for a folder. */
  #relative({ key }: StoredObject): string | null {
    const relative = key.slice(this.#address.prefix.length);
    const isHidden = relative.split('/').some((name) => name.startsWith('.'));
    return isHidden || relative === '' || relative.endsWith('/') ? null : relative;
  }

  #key(relative: string): string {
    return this.#address.prefix + relative;
  }

  /** Other content has another name. */
  #nameOfCopy({ key, etag, sizeBytes }: StoredObject): string {
    const identity = JSON.stringify([this.#address.bucket, key, etag, sizeBytes]);
    return createHash('sha256').update(identity).digest('hex') + path.posix.extname(key).toLowerCase();
  }
}

/** A copy does. */
const staysAsItIs = () => Promise.resolve();

/**
 * Size and time as the database keeps them. Storages tell the second; the milliseconds are made of the ETag, so that an object
 * that was replaced within a second, by one of the same length, is not taken for the old one.
 */
function factsOf({ sizeBytes, modifiedAt, etag }: StoredObject): OpenedFile['facts'] {
  const milliseconds = createHash('sha256').update(etag).digest().readUInt32BE() % 1000;
  return { sizeBytes, modifiedAt: new Date(1000 * Math.floor(modifiedAt.getTime() / 1000) + milliseconds) };
}
