import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileServer {
  readonly url: string;
  /** Paths and range headers asked for, in order. */
  readonly requests: { path: string; range: string | undefined; ifRange: string | undefined }[];
  close(): Promise<void>;
}

export interface FileServerOptions {
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Cut the n-th answer (from 0) after so many bytes. */
  readonly cutAfter?: (requestIndex: number) => number | undefined;
  readonly hasRanges?: boolean;
  readonly etag?: (requestIndex: number) => string;
  /** Status of the n-th answer instead of the file. */
  readonly failWith?: (requestIndex: number) => number | undefined;
  /** Send the head of the n-th answer and then nothing. */
  readonly isSilent?: (requestIndex: number) => boolean;
}

/** A local server of files that misbehaves on demand. */
export async function startFileServer(options: FileServerOptions): Promise<FileServer> {
  const requests: FileServer['requests'] = [];
  const server = createServer((request, response) => {
    const index = requests.length;
    requests.push({ path: request.url!, range: request.headers.range, ifRange: request.headers['if-range'] as string });
    answer(request, response, index, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

function answer(request: IncomingMessage, response: ServerResponse, index: number, options: FileServerOptions): void {
  const file = options.files[decodeURIComponent(request.url!)];
  const status = options.failWith?.(index) ?? (file ? 200 : 404);
  if (!file || status !== 200) {
    response.writeHead(status).end();
    return;
  }
  const start = rangeStart(request, index, options);
  if (start >= file.length) {
    response.writeHead(416).end();
    return;
  }
  const etag = options.etag?.(index) ?? '"one"';
  const body = file.subarray(start);
  const range = start > 0 ? { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { etag, 'content-length': body.length, ...range });
  if (options.isSilent?.(index)) {
    response.flushHeaders();
    return;
  }
  const cut = options.cutAfter?.(index);
  if (cut === undefined) response.end(body);
  // Let the bytes reach the other side before the connection breaks.
  else response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 500));
}

function rangeStart(request: IncomingMessage, index: number, options: FileServerOptions): number {
  if (options.hasRanges === false || request.headers.range === undefined) return 0;
  const ifRange = request.headers['if-range'];
  if (ifRange !== undefined && ifRange !== (options.etag?.(index) ?? '"one"')) return 0;
  return Number(/^bytes=(\d+)-/.exec(request.headers.range)![1]);
}
