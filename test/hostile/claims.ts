import { boxesOf, withWord } from './box-damage.ts';

type Files = Record<string, Uint8Array | string>;

const BILLION = 1_000_000_000;

/** Files whose headers promise what cannot be: a billion frames, none, endless lengths, huge pictures, deep nesting. */
export function claims(mp4: Uint8Array, port: number): Files {
  return { ...mp4Claims(mp4), ...references(mp4, port), ...rawClaims(), ...gifClaims(), ...nested(mp4) };
}

function mp4Claims(mp4: Uint8Array): Files {
  const set = (changes: readonly (readonly [type: string, offset: number, value: number])[]) =>
    changes.reduce((bytes, [type, offset, value]) => withWord(bytes, startOf(mp4, type) + offset, value), mp4);
  return {
    'billion-frames.mp4': set([
      ['stsz', 12, 1],
      ['stsz', 16, BILLION],
      ['stts', 16, BILLION],
    ]),
    'hundred-million-frames.mp4': set([
      ['stsz', 12, 1],
      ['stsz', 16, BILLION / 10],
      ['stts', 16, BILLION / 10],
      ['stsc', 20, BILLION / 10],
    ]),
    'billion-frames-unsized.mp4': set([['stsz', 16, BILLION]]),
    'billion-chunks.mp4': set([['stco', 12, BILLION]]),
    'zero-frames.mp4': set([
      ['stsz', 16, 0],
      ['stts', 12, 0],
      ['stco', 12, 0],
      ['stsc', 12, 0],
    ]),
    'a-tick-is-a-year.mp4': set([
      ['mdhd', 20, 1],
      ['stts', 20, 31_536_000],
    ]),
    'no-timescale.mp4': set([
      ['mdhd', 20, 0],
      ['mvhd', 20, 0],
    ]),
    'four-billion-ticks-a-second.mp4': set([['mdhd', 20, 0xffff_ffff]]),
    'longest.mp4': set([
      ['mdhd', 24, 0xffff_ffff],
      ['mvhd', 24, 0xffff_ffff],
      ['tkhd', 28, 0xffff_ffff],
    ]),
    'nearly-a-day.mp4': set([
      ['mdhd', 20, 1],
      ['mdhd', 24, 86_000],
      ['mvhd', 24, 86_000_000],
      ['stts', 20, 7000],
    ]),
    'no-steps.mp4': set([['stts', 20, 0]]),
    'backwards.mp4': set([['stts', 20, 0xffff_ffff]]),
    'huge-picture.mp4': set([['stsd', 16 + 32, 0xffff_ffff]]),
    'no-picture.mp4': set([['stsd', 16 + 32, 0]]),
    'sheared.mp4': set([
      ['tkhd', 48, 0x7fff_ffff],
      ['tkhd', 52, 0x8000_0000],
    ]),
    'sound-only.mp4': withText(mp4, startOf(mp4, 'hdlr') + 16, 'soun'),
    'unknown-codec.mp4': withText(mp4, startOf(mp4, 'stsd') + 20, 'zzzz'),
    'external-codec.mp4': withText(mp4, startOf(mp4, 'stsd') + 20, 'rtp '),
  };
}

function startOf(mp4: Uint8Array, type: string): number {
  const found = boxesOf(mp4).find((each) => each.type === type);
  if (!found) throw new Error(`the video has no box ${type}`);
  return found.start;
}

function withText(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed.set(Buffer.from(text, 'latin1'), at);
  return changed;
}

/** Tracks whose pictures are said to lie in other files or at addresses. */
function references(mp4: Uint8Array, port: number): Files {
  const address = `http://127.0.0.1:${port}/track.mp4\0`;
  const url = box('url ', Buffer.concat([Buffer.alloc(4), Buffer.from(address)]));
  const alias = box('alis', Buffer.concat([Buffer.alloc(4), aliasRecord('/etc/passwd')]));
  const fetched = box('rdrf', Buffer.concat([Buffer.from('\0\0\0\0url \0\0\0\x40'), Buffer.from(address)]));
  return {
    'track-at-an-address.mp4': withReference(mp4, url),
    'track-in-another-file.mov': withReference(mp4, alias),
    'movie-at-an-address.mov': box('moov', box('rmra', box('rmda', fetched))),
  };
}

/** The file with another data reference, in a `moov` whose boxes have grown with it, put after the pictures. */
function withReference(mp4: Uint8Array, reference: Buffer): Buffer {
  const within = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf']);
  const dref = boxesOf(mp4).find(({ type }) => type === 'dref')!;
  const replacement = box('dref', Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), reference]));
  const grown = Buffer.from(mp4);
  for (const { type, start, end } of boxesOf(mp4)) {
    if (within.has(type) && start < dref.start && end >= dref.end) {
      grown.writeUInt32BE(end - start + replacement.length - (dref.end - dref.start), start);
    }
  }
  return Buffer.concat([grown.subarray(0, dref.start), replacement, grown.subarray(dref.end)]);
}

/** A Macintosh alias that names a path, as FFmpeg reads it: a fixed part, then (type, length, text). */
function aliasRecord(target: string): Buffer {
  const entry = Buffer.alloc(4);
  entry.writeUInt16BE(2, 0);
  entry.writeUInt16BE(target.length, 2);
  return Buffer.concat([Buffer.alloc(150), entry, Buffer.from(target), Buffer.from([0xff, 0xff, 0, 0])]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** YUV4MPEG2 is a line of text and raw pictures: any size and rate can be claimed. */
function rawClaims(): Files {
  const headers = [
    'W0 H0 F10:1',
    'W-1 H8 F10:1',
    'W8 H8 F0:0',
    'W8 H8 F10:0',
    'W8 H8 F0:1',
    'W8 H8 F2147483647:1',
    'W8 H8 F1:2147483647',
    'W8 H8 F-10:1',
    'W8 H8 F99999999999999999999:1',
    'W8 H8 F10:1 A0:0',
    'W8 H8 F10:1 A2147483647:1',
    'W8 H8 F10:1 A1:2147483647',
    'W8 H8 F10:1 A-1:1',
    'W64000000 H1 F10:1',
    'W1 H64000000 F10:1',
    'W7999 H7999 F10:1',
    'W2147483647 H2147483647 F10:1',
    'W8 H8 F10:1 C420nonsense',
    'W8 H8',
    `W8 H8 F10:1 X${'x'.repeat(100_000)}`,
    '',
  ];
  const picture = `FRAME\n${'\x80'.repeat(96)}`;
  const files = headers.map((header, index) => [
    `raw-${index}.y4m`,
    Buffer.from(`YUV4MPEG2 ${header}\n${picture.repeat(30)}`, 'latin1'),
  ]);
  return Object.fromEntries(files) as Files;
}

function gifClaims(): Files {
  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  const head = (size: string) => `GIF89a${size}\x80\0\0\0\0\0\xff\xff\xff`;
  const picture = (size: string, delay: string) => `!\xf9\x04\0${delay}\0\0,\0\0\0\0${size}\0\x02\x02L\x01\0`;
  const small = '\x08\0\x08\0';
  const huge = '\xff\xff\xff\xff';
  return {
    'huge.gif': latin1(`${head(huge)}${picture(huge, '\x0a\0')};`),
    'huge-part.gif': latin1(`${head(small)}${picture(huge, '\x0a\0')};`),
    'no-delay.gif': latin1(`${head(small)}${picture(small, '\0\0').repeat(50)};`),
    'long-delays.gif': latin1(`${head(small)}${picture(small, '\xff\xff').repeat(200)};`),
    'endless.gif': latin1(`${head(small)}${picture(small, '\x02\0').repeat(3000)}`),
    'no-picture.gif': latin1(`${head(small)};`),
    'comment-only.gif': latin1(`${head(small)}${`!\xfe\xff${'c'.repeat(255)}`.repeat(400)}\0;`),
  };
}

/** Boxes and elements in each other, thousands deep. */
function nested(mp4: Uint8Array): Files {
  const depth = 20_000;
  const nest = (type: string) => {
    const bytes = Buffer.alloc(8 * depth);
    for (let level = 0; level < depth; level++) {
      bytes.writeUInt32BE(8 * (depth - level), 8 * level);
      bytes.write(type, 8 * level + 4, 'latin1');
    }
    return bytes;
  };
  const ebml = Buffer.from('\x1a\x45\xdf\xa3\x80', 'latin1');
  const endless = (id: string) => Buffer.from(`${id}\x01\xff\xff\xff\xff\xff\xff\xff`.repeat(depth), 'latin1');
  const ftyp = mp4.subarray(0, boxesOf(mp4)[0].end);
  return {
    'nested-moov.mp4': Buffer.concat([ftyp, nest('moov')]),
    'nested-trak.mp4': Buffer.concat([ftyp, box('moov', nest('trak'))]),
    'nested-meta.mp4': Buffer.concat([ftyp, nest('udta')]),
    'nested-segment.mkv': Buffer.concat([ebml, endless('\x18\x53\x80\x67')]),
    'nested-cluster.mkv': Buffer.concat([
      ebml,
      endless('\x18\x53\x80\x67').subarray(0, 12),
      endless('\x1f\x43\xb6\x75'),
    ]),
    'nested-tags.mkv': Buffer.concat([ebml, endless('\x18\x53\x80\x67').subarray(0, 12), endless('\x12\x54\xc3\x67')]),
    'long-element.mkv': Buffer.from('\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xfe', 'latin1'),
    'many-tracks.mp4': manyTracks(mp4, ftyp),
  };
}

function manyTracks(mp4: Uint8Array, ftyp: Uint8Array): Buffer {
  const track = boxesOf(mp4).find(({ type }) => type === 'trak')!;
  const tracks = Array.from({ length: 3000 }, () => mp4.subarray(track.start, track.end));
  return Buffer.concat([ftyp, box('moov', Buffer.concat(tracks))]);
}
