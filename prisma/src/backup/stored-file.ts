import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, TransformOptions, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { ZstdOptions } from 'node:zlib';
import { damagedError } from './manifest.ts';
import type { StoredFile } from './manifest.ts';
import type { BytesDone } from './progress.ts';

interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes: BytesDone;
}

const CHUNK_BYTES = 256 * 1024;
/** What may wait for the compressor: it works in another thread, and should not have to wait itself. */
const BUFFER_BYTES = 2 * 1024 * 1024;
/** The fastest: embeddings, which are nearly all of it, hardly become smaller at higher ones. */
const LEVEL = 1;

/** Writes a stream into a new file, which is on the disk when this returns. */
export async function storeFile(
  folder: string,
  name: string,
  source: Readable,
  { signal, onBytes }: StreamOptions,
): Promise<StoredFile> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* measured(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      onBytes(chunk.length);
      yield chunk;
    }
  }
  await pipeline(source, measured, createWriteStream(file, { flags: 'wx', flush: true }), { signal });
  return { path: name, sizeBytes, sha256: hash.digest('hex') };
}

/** As {@link storeFile}, compressed; progress counts the bytes before that. */
export async function storeCompressed(
  folder: string,
  name: string,
  source: Readable,
  { signal, onBytes }: StreamOptions,
): Promise<StoredFile> {
  const level = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 };
  const options: ZstdOptions & TransformOptions = {
    chunkSize: CHUNK_BYTES,
    highWaterMark: BUFFER_BYTES,
    params: level,
  };
  const compressor = createZstdCompress(options);
  const feeding = feed(source, compressor, onBytes);
  // Where it fails, so does what reads the compressor.
  feeding.catch(() => {});
  const stored = await storeFile(folder, name, compressor, { signal, onBytes: () => {} });
  await feeding;
  return stored;
}

/**
 * Ends the compressor only when it has taken everything: it compresses a last chunk otherwise than one that more may
 * follow, and then the same rows would now and then give other bytes.
 */
async function feed(source: Readable, compressor: Writable, onBytes: BytesDone): Promise<void> {
  try {
    let taken = Promise.resolve();
    for await (const chunk of source as AsyncIterable<Buffer>) {
      taken = write(compressor, chunk);
      // One that is not waited for fails with the compressor.
      taken.catch(() => {});
      if (compressor.writableNeedDrain) await taken;
      onBytes(chunk.length);
    }
    await taken;
    compressor.end();
  } catch (error) {
    compressor.destroy(error as Error);
    throw error;
  }
}

function write(stream: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => stream.write(chunk, (error) => (error ? reject(error) : resolve())));
}

/** Decompresses a file into a stream; progress counts the bytes of the file. */
export async function loadCompressed(
  folder: string,
  file: StoredFile,
  target: Writable,
  { signal, onBytes }: StreamOptions,
): Promise<void> {
  const source = createReadStream(path.join(folder, file.path), { highWaterMark: CHUNK_BYTES });
  source.on('data', (chunk) => onBytes(chunk.length));
  await pipeline(source, createZstdDecompress({ chunkSize: CHUNK_BYTES }), target, { signal });
}

/** @throws {BackupError} DAMAGED where the file is not what was written */
export async function verifyFile(folder: string, file: StoredFile, { signal, onBytes }: StreamOptions): Promise<void> {
  const location = path.join(folder, file.path);
  const facts = await stat(location).catch((cause: unknown) => {
    throw damagedError(location, 'is missing', { cause });
  });
  if (facts.size !== file.sizeBytes) throw damagedError(location, `has ${facts.size} bytes, not ${file.sizeBytes}`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(location, { highWaterMark: CHUNK_BYTES, signal })) {
    hash.update(chunk as Buffer);
    onBytes((chunk as Buffer).length);
  }
  if (hash.digest('hex') !== file.sha256) throw damagedError(location, 'has changed since the backup');
}
