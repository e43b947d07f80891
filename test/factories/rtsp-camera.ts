import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Bytes of an MPEG transport stream that one RTP packet carries: seven of its packets. */
const PAYLOAD_BYTES = 7 * 188;
/** Of MPEG transport streams, over RTP. */
const PAYLOAD_TYPE = 33;

export interface RtspCamera {
  readonly url: string;
  /** Methods that it was asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * A camera that speaks RTSP (RFC 2326) and sends a transport stream as RTP over the same connection, as fast as it is
 * taken; then it says no more.
 */
export async function startRtspCamera(stream: Uint8Array): Promise<RtspCamera> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy()));
    let text = '';
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part;
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const request = text.slice(0, end);
        text = text.slice(end + 4);
        asked.push(/^\w+/.exec(request)?.[0] ?? '');
        socket.write(answer(request));
        if (request.startsWith('PLAY')) for (const packet of rtpPackets(stream)) socket.write(packet);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `rtsp://viewer:secret@127.0.0.1:${(server.address() as AddressInfo).port}/line-3`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const DESCRIPTION = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=Line 3', 't=0 0', `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`, ''];

function answer(request: string): string {
  const sequence = /^CSeq: *(\d+)/im.exec(request)?.[1] ?? '0';
  const method = /^\w+/.exec(request)?.[0];
  const body = method === 'DESCRIBE' ? DESCRIPTION.join('\r\n') : '';
  const headers = {
    OPTIONS: ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN'],
    DESCRIBE: ['Content-Type: application/sdp'],
    SETUP: ['Transport: RTP/AVP/TCP;unicast;interleaved=0-1', 'Session: 1'],
    PLAY: ['Session: 1'],
  }[method ?? ''];
  const lines = ['RTSP/1.0 200 OK', `CSeq: ${sequence}`, ...(headers ?? []), `Content-Length: ${body.length}`];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function* rtpPackets(stream: Uint8Array): Generator<Buffer> {
  for (let start = 0, number = 0; start < stream.length; start += PAYLOAD_BYTES, number++) {
    const payload = stream.subarray(start, start + PAYLOAD_BYTES);
    const head = Buffer.alloc(16);
    // Interleaved: a dollar sign, channel 0, the length of what follows. Then RTP: version 2, type, number, time, source.
    head.write('$\0', 'latin1');
    head.writeUInt16BE(12 + payload.length, 2);
    head.writeUInt8(0x80, 4);
    head.writeUInt8(PAYLOAD_TYPE, 5);
    head.writeUInt16BE(number & 0xffff, 6);
    head.writeUInt32BE(number * 90, 8);
    head.writeUInt32BE(1, 12);
    yield Buffer.concat([head, payload]);
  }
}
