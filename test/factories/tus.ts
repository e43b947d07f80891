import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface TusAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One request by the tus protocol. */
export async function sendTus(
  url: string,
  method: string,
  headers: Record<string, string> = {},
  body: Uint8Array<ArrayBuffer> | null = null,
): Promise<TusAnswer> {
  const response = await fetch(url, {
    method,
    body,
    headers: { 'tus-resumable': '1.0.0', connection: 'close', ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Metadata as tus writes it. */
export function tusMetadata(metadata: Record<string, string>): string {
  return Object.entries(metadata)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

/** Sends bytes from an offset. */
export function patchTus(url: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<TusAnswer> {
  return sendTus(url, 'PATCH', patchHeaders(offset), bytes);
}

interface BrokenPatch {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** More than there are. */
  readonly announced: number;
  /** The bytes have reached the other side. */
  readonly hasArrived: () => Promise<boolean>;
}

/** Announces bytes from an offset, sends some of them, and breaks the connection when they have arrived. */
export function breakTus(url: string, { offset, bytes, announced, hasArrived }: BrokenPatch): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'tus-resumable': '1.0.0', 'content-length': announced, ...patchHeaders(offset) };
    const sending = request(url, { method: 'PATCH', headers, agent: false });
    sending.on('error', () => {});
    sending.on('close', resolve);
    sending.write(bytes);
    void until(hasArrived).then(() => sending.destroy());
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20);
}

function patchHeaders(offset: number): Record<string, string> {
  return { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
}
