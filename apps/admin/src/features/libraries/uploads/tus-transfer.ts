import type { DetailedError, PreviousUpload, Upload, UploadOptions } from 'tus-js-client';
import { noteStatus } from '../../../lib/sign-in-place.ts';
import type { OpenTransfer, Transfer, TransferEvents, UploadProblem } from './upload-queue.ts';

const ENDPOINT = '/uploads';
const PROGRESS_MS = 200;
/** A connection may be gone for some five minutes before an upload waits for people. */
const RETRY_DELAYS_MS = [500, 1000, 2000, ...Array.from({ length: 60 }, () => 5000)];
/** Refusals that another try may get around: the upload is locked, or the server is starting. */
const PASSING = new Set([409, 423, 429, 502, 503, 504]);

/** Sends a file by tus; an address kept by the browser lets it go on after a reload. */
export const openTusTransfer: OpenTransfer = (file, libraryId, events) => {
  const transfer = new TusTransfer();
  transfer
    .start(file, libraryId, events)
    .catch((error: Error) => events.onProblem({ status: null, message: error.message }));
  return transfer;
};

class TusTransfer implements Transfer {
  #upload: Upload | null = null;
  #isStopped = false;

  async start(file: File, libraryId: string, events: TransferEvents): Promise<void> {
    const tus = await import('tus-js-client');
    const upload: Upload = new tus.Upload(file, {
      ...optionsOf(file, libraryId, events),
      onSuccess: () => void placedName(upload.url).then((name) => events.onDone(name ?? file.name)),
    });
    const [previous] = (await upload.findPreviousUploads()).toSorted(byTime);
    if (this.#isStopped) return;
    if (previous) upload.resumeFromPreviousUpload(previous);
    this.#upload = upload;
    upload.start();
  }

  pause(): void {
    this.#stop(false);
  }

  discard(): void {
    this.#stop(true);
  }

  #stop(isFinal: boolean): void {
    this.#isStopped = true;
    // What is not thrown away now, the server removes after a day.
    this.#upload?.abort(isFinal).catch(() => {});
  }
}

function optionsOf(file: File, libraryId: string, events: TransferEvents): UploadOptions {
  let toldAt = 0;
  return {
    endpoint: ENDPOINT,
    metadata: { libraryId, filename: file.name },
    fingerprint: async () => ['actionary', libraryId, file.name, file.size, file.lastModified].join('|'),
    removeFingerprintOnSuccess: true,
    retryDelays: RETRY_DELAYS_MS,
    onShouldRetry: (error) => {
      const status = statusOf(error);
      const isPassing = status === null || PASSING.has(status);
      if (isPassing) events.onInterrupted();
      return isPassing;
    },
    onProgress: (sentBytes) => {
      if (Date.now() - toldAt < PROGRESS_MS) return;
      toldAt = Date.now();
      events.onProgress(sentBytes);
    },
    onError: (error) => {
      noteStatus({ status: statusOf(error) ?? 0 });
      events.onProblem(problemOf(error));
    },
  };
}

/** The name that an upload was given in its library, where another file had its own; null where the server does not tell. */
async function placedName(url: string | null): Promise<string | null> {
  if (url === null) return null;
  const response = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } }).catch(() => null);
  const metadata = response?.headers.get('upload-metadata') ?? '';
  const encoded = /(?:^|,)placedAs ([\w+/=]+)/.exec(metadata)?.[1];
  if (encoded === undefined) return null;
  return new TextDecoder().decode(Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)));
}

function byTime(a: PreviousUpload, b: PreviousUpload): number {
  return b.creationTime.localeCompare(a.creationTime);
}

function statusOf(error: Error): number | null {
  return (error as Partial<DetailedError>).originalResponse?.getStatus() || null;
}

function problemOf(error: Error): UploadProblem {
  const body = (error as Partial<DetailedError>).originalResponse?.getBody()?.trim();
  return { status: statusOf(error), message: body || error.message };
}
