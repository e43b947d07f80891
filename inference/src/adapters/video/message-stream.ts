import type { Readable } from 'node:stream';

/**
 * The binary messages a decoding process sends to its parent: a 24-byte head (kind, payload length, ptsMs, pts;
 * little-endian) and the payload, which is raw RGB for frames and JSON for the few others.
 */
export const MESSAGE_KIND = { facts: 1, frame: 2, report: 3, error: 4 } as const;

export type MessageKind = (typeof MESSAGE_KIND)[keyof typeof MESSAGE_KIND];

export interface Message {
  readonly kind: MessageKind;
  readonly ptsMs: number;
  readonly pts: number;
  readonly payload: Uint8Array;
}

const HEAD_SIZE = 24;

/** The head of a message; the payload has to follow it. */
export function encodeHead({ kind, ptsMs, pts, payload }: Message): Buffer {
  const head = Buffer.alloc(HEAD_SIZE);
  head.writeUInt32LE(kind, 0);
  head.writeUInt32LE(payload.length, 4);
  head.writeDoubleLE(ptsMs, 8);
  head.writeDoubleLE(pts, 16);
  return head;
}

export function encodeJson(kind: MessageKind, value: unknown): Message {
  return { kind, ptsMs: 0, pts: 0, payload: Buffer.from(JSON.stringify(value)) };
}

export function decodeJson<T>({ payload }: Message): T {
  return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString()) as T;
}

/** Reads messages until the stream ends; a message that was cut off is dropped. Reads no further than asked. */
export async function* readMessages(stream: Readable): AsyncGenerator<Message> {
  const read = createExactReader(stream);
  for (;;) {
    const head = await read(HEAD_SIZE);
    if (!head) return;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const payload = await read(view.getUint32(4, true));
    if (!payload) return;
    yield {
      kind: view.getUint32(0, true) as MessageKind,
      ptsMs: view.getFloat64(8, true),
      pts: view.getFloat64(16, true),
      payload,
    };
  }
}

/** Gives exactly `size` bytes in an array of their own at each call, `null` when the stream ends before. */
export function createExactReader(stream: Readable): (size: number) => Promise<Uint8Array | null> {
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let rest: Uint8Array = new Uint8Array(0);
  return async (size) => {
    const bytes = new Uint8Array(size);
    for (let filled = 0; ;) {
      const taken = Math.min(rest.length, size - filled);
      bytes.set(rest.subarray(0, taken), filled);
      rest = rest.subarray(taken);
      filled += taken;
      if (filled === size) return bytes;
      const { done, value } = await chunks.next();
      if (done) return null;
      rest = value;
    }
  };
}
