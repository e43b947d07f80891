import { EmbeddingFileError } from '../../embedding-file-error.ts';
import type { Abortable } from '../../ports.ts';
import { oneLine } from '../../one-line.ts';
import type { EmbeddingTable } from './read-embeddings.ts';
import { formatSafetensors } from './safetensors.ts';

/** Embeddings on their way to a server. */
export interface SentEmbeddings extends EmbeddingTable {
  /** Where they come from, for errors. */
  readonly path: string;
  /** One for each row; absent: the parameters say how they are spaced. */
  readonly timesMs?: readonly number[] | undefined;
}

/** What the server has done. */
export interface SendReport {
  readonly frameCount: number;
  readonly scaledCount: number;
  readonly state: 'saved' | 'unchanged' | 'replaced';
}

/**
 * Sends embeddings, in half precision as they are stored, to a server's `/embeddings`.
 *
 * @param parameters of the address, as the API's contract names them
 * @throws {EmbeddingFileError} with what the server says
 */
export async function sendEmbeddings(
  server: URL,
  { path, rowCount, dims, data, timesMs }: SentEmbeddings,
  parameters: Readonly<Record<string, string>>,
  { signal }: Abortable = {},
): Promise<SendReport> {
  const arrays = {
    embeddings: { shape: [rowCount, dims], data: new Float16Array(data) },
    ...(timesMs ? { times: { shape: [timesMs.length], data: Int32Array.from(timesMs) } } : {}),
  };
  const names = { embeddings: 'embeddings', ...(timesMs ? { times: 'times' } : {}) };
  const address = new URL('/embeddings', server);
  address.search = new URLSearchParams({ ...parameters, ...names }).toString();
  const body = new Blob([formatSafetensors(arrays) as Uint8Array<ArrayBuffer>]);
  const request = { method: 'PUT', body, ...(signal ? { signal } : {}) };
  const response = await fetch(address, request).catch((cause: Error) => {
    signal?.throwIfAborted();
    const reason = (cause.cause as Error | undefined)?.message ?? cause.message;
    const remedy = 'start it, or name another one with --server';
    throw new EmbeddingFileError(path, `not sent: ${server.origin} does not answer (${reason}); ${remedy}`, { cause });
  });
  if (response.ok) return (await response.json()) as SendReport;
  const refusal = oneLine((await response.text()).trim());
  throw new EmbeddingFileError(path, `${server.origin} says: ${refusal || `status ${response.status}`}`);
}
