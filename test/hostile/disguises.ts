import { gzipSync } from 'node:zlib';
import { seededRandom } from '../../inference/src/training/random.ts';

/** Things of other kinds under the names of videos. */
export function disguises(mp4: Uint8Array): Record<string, Uint8Array | string> {
  const random = seededRandom(7);
  const noise = (length: number) => Uint8Array.from({ length }, () => 256 * random());
  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  return {
    'empty.mp4': '',
    'one-byte.mp4': 'x',
    'zeros.mp4': new Uint8Array(10_000),
    'ones.mp4': new Uint8Array(10_000).fill(255),
    'text.mp4': 'This is not a video.\n',
    'json.mp4': '{"video": true}',
    'csv.mkv': 'prefLabel@en\nfold box\n',
    'html.mp4': '<!doctype html><video src="http://127.0.0.1/a.mp4"></video>',
    'zip.mp4': Buffer.concat([latin1(`PK\x03\x04\x14${'\0'.repeat(21)}\x05\0\0\0a.mp4`), mp4]),
    'gzip.mp4': gzipSync(mp4),
    'picture.mp4': latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0'),
    'photo.avi': latin1('\xff\xd8\xff\xe0\0\x10JFIF\0\x01'),
    'heic.mp4': latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    'wave.avi': latin1(
      `RIFF\x24\x10\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\x10\0\0${'\0'.repeat(4096)}`,
    ),
    'mp3.mp4': latin1(`ID3\x03\0\0\0\0\0\0${'\xff\xfb\x90\x64'.repeat(300)}`),
    'opus.ogg': latin1(`OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0`),
    'pdf.mp4': '%PDF-1.7\n1 0 obj\n',
    'elf.mp4': latin1(`\x7fELF\x02\x01\x01${'\0'.repeat(60)}`),
    'script.mp4': '#!/bin/sh\necho hello > /tmp/was-run\n',
    'truehd-in-name-only.mpg': latin1(`\0\0\x01\xba${'\0'.repeat(2000)}`),
    'sync-bytes.ts': latin1(`G${'\0'.repeat(187)}`.repeat(50)),
    'sync-only.ts': latin1('G'.repeat(20_000)),
    'flv-head.flv': latin1('FLV\x01\x05\0\0\0\x09\0\0\0\0'),
    'riff-head.avi': latin1('RIFF\0\0\0\0AVI '),
    ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`noise-${index}.mp4`, noise(5000)])),
    ...Object.fromEntries(
      ['\0\0\0\x08moov', '\x1a\x45\xdf\xa3', 'FLV\x01', 'OggS', '\0\0\x01\xba', 'RIFF\0\0\0\0AVI '].map(
        (magic, index) => [`noise-after-magic-${index}.mp4`, Buffer.concat([latin1(magic), noise(20_000)])],
      ),
    ),
  };
}
