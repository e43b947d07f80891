/** An upload that another visit to this page has begun, and that the server keeps. */
export interface UnfinishedUpload {
  /** Under which the browser keeps it. */
  readonly key: string;
  readonly url: string;
  readonly libraryId: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** The server removes what is older. */
const KEPT_MS = 24 * 3_600_000;

/** What the browser remembers; forgets what the server will not have any more. */
export async function listUnfinished(): Promise<UnfinishedUpload[]> {
  const { defaultOptions } = await import('tus-js-client');
  const known = await defaultOptions.urlStorage.findAllUploads();
  const unfinished: UnfinishedUpload[] = [];
  for (const { urlStorageKey: key, uploadUrl: url, metadata, size, creationTime } of known) {
    const { libraryId, filename } = metadata;
    const isKept = Date.now() - Date.parse(creationTime) < KEPT_MS;
    if (isKept && url && libraryId && filename) {
      unfinished.push({ key, url, libraryId, name: filename, sizeBytes: size ?? 0 });
    } else {
      await defaultOptions.urlStorage.removeUpload(key);
    }
  }
  return unfinished;
}

/** Lets the server throw away what it has of an upload, and forgets it. */
export async function discardUnfinished({ key, url }: UnfinishedUpload): Promise<void> {
  const { defaultOptions, Upload } = await import('tus-js-client');
  // What the server cannot be told, it removes by itself after a day.
  await Upload.terminate(url, { retryDelays: [0, 500] }).catch(() => {});
  await defaultOptions.urlStorage.removeUpload(key);
}
