/** FFmpeg's names of the only demuxers that are ever used; none of them opens other files. */
export type Demuxer = 'mov' | 'matroska' | 'avi' | 'gif' | 'flv' | 'ogg' | 'asf' | 'mpegts' | 'mpeg' | 'yuv4mpegpipe';

/**
 * Those that keep the time of each picture, and where key frames lie: reading from the middle gives the same frames as
 * reading from the start.
 */
const SEEKABLE: ReadonlySet<string> = new Set<Demuxer>(['mov', 'matroska']);

export function isSeekable(demuxer: string): boolean {
  return SEEKABLE.has(demuxer);
}

/** Bytes of a file's head that {@link detectContainer} looks at. */
export const HEAD_BYTE_COUNT = 4096;

const MOV_BOXES = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'moof', 'sidx']);

const MAGIC: readonly (readonly [Demuxer, string])[] = [
  ['matroska', '\x1a\x45\xdf\xa3'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['flv', 'FLV\x01'],
  ['ogg', 'OggS'],
  ['asf', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['mpeg', '\x00\x00\x01\xba'],
  ['yuv4mpegpipe', 'YUV4MPEG2 '],
];

/** Text files by which a player is sent to other files or addresses. */
const PLAYLISTS: readonly (readonly [string, RegExp])[] = [
  ['an HLS playlist', /^#EXT(M3U|INF|-X)/i],
  ['a concat script', /^ffconcat version|^(#.*\n|\s)*file\s+['"\w./]/i],
  ['a DASH manifest', /<MPD[\s>]/i],
  ['an XML document', /^<(\?xml|SmoothStreamingMedia|smil|asx|playlist|cpl|!doctype|html|svg)/i],
  ['a session description (SDP)', /^v=0\r?\n/],
  ['a playlist', /^\[(playlist|reference)\]/i],
  ['a stream address', /^(rtspt?|rtmp|https?|ftp|mmsh?|concat|subfile|crypto|data):/i],
];

export type DetectedContainer =
  | { readonly kind: 'video'; readonly demuxer: Demuxer }
  /** Something that would make FFmpeg read other files or addresses. */
  | { readonly kind: 'playlist'; readonly name: string }
  | { readonly kind: 'unknown' };

/**
 * Tells from a file's first bytes which demuxer has to be forced on FFmpeg, whatever the file's name says.
 *
 * @param head up to {@link HEAD_BYTE_COUNT} bytes
 */
export function detectContainer(head: Uint8Array): DetectedContainer {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const demuxer = detectDemuxer(text);
  if (demuxer) return { kind: 'video', demuxer };
  const plain = decodeText(head);
  const playlist = PLAYLISTS.find(([, pattern]) => pattern.test(plain));
  return playlist ? { kind: 'playlist', name: playlist[0] } : { kind: 'unknown' };
}

function detectDemuxer(text: string): Demuxer | undefined {
  if (MOV_BOXES.has(text.slice(4, 8))) return 'mov';
  if (text.startsWith('RIFF') && text.slice(8, 11) === 'AVI') return 'avi';
  if (isTransportStream(text, 0, 188) || isTransportStream(text, 4, 192)) return 'mpegts';
  return MAGIC.find(([, magic]) => text.startsWith(magic))?.[0];
}

function isTransportStream(text: string, offset: number, packetSize: number): boolean {
  return [0, 1, 2, 3].every((index) => text[offset + index * packetSize] === 'G');
}

/** UTF-8 or UTF-16, without byte order mark and leading white space. */
function decodeText(head: Uint8Array): string {
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(head).trimStart();
}
