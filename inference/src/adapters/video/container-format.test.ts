import { expect, test } from '@jest/globals';
import { detectContainer } from './container-format.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['\0\0\0\x20ftypisom', 'mov'],
  ['\0\0\0\x08wide\0\0\0\0mdat', 'mov'],
  ['\x1a\x45\xdf\xa3\x01', 'matroska'],
  ['RIFF\0\0\0\0AVI LIST', 'avi'],
  ['GIF89a', 'gif'],
  ['FLV\x01\x05', 'flv'],
  ['OggS\0', 'ogg'],
  [`G${'\0'.repeat(187)}`.repeat(4), 'mpegts'],
  [`\0\0\0\0G${'\0'.repeat(187)}`.repeat(4), 'mpegts'],
])('detectContainer knows %j', (head, demuxer) => {
  expect(detectContainer(bytes(head))).toEqual({ kind: 'video', demuxer });
});

test.each([
  ['#EXTM3U\n#EXTINF:1,\nhttp://x/y.ts', 'an HLS playlist'],
  ['\xef\xbb\xbf  #EXTM3U', 'an HLS playlist'],
  ['\xff\xfe#\0E\0X\0T\0M\x003\0U\0', 'an HLS playlist'],
  ['ffconcat version 1.0\nfile a.mp4', 'a concat script'],
  ["# list\nfile 'a.mp4'", 'a concat script'],
  ['<?xml version="1.0"?>\n<MPD xmlns="x">', 'a DASH manifest'],
  ['<?xml version="1.0"?><smil>', 'an XML document'],
  ['<asx version="3.0">', 'an XML document'],
  ['v=0\r\no=- 0 0 IN IP4 127.0.0.1', 'a session description (SDP)'],
  ['[playlist]\nFile1=http://x', 'a playlist'],
  ['concat:a.mp4|b.mp4', 'a stream address'],
])('detectContainer refuses %j', (head, name) => {
  expect(detectContainer(bytes(head))).toEqual({ kind: 'playlist', name });
});

test.each(['hello', 'RIFF\0\0\0\0WAVEfmt ', 'ID3\x03', '\x89PNG\r\n', 'frame%03d.png', ''])(
  'detectContainer does not know %j',
  (head) => {
    expect(detectContainer(bytes(head))).toEqual({ kind: 'unknown' });
  },
);
