import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MKFIFO = 'mkfifo';
const SPARSE_BYTES = 40 * 2 ** 30;

/** Things that are no plain files, files that only claim to be large, names that are hard to write down. */
export function writeOddities(folder: string, mp4: Uint8Array): string[] {
  const at = (name: string) => path.join(folder, name);
  return [...notFiles(at), ...sparseFiles(at, mp4), ...oddNames(at, mp4)];
}

type At = (name: string) => string;

function notFiles(at: At): string[] {
  mkdirSync(at('folder.mp4'));
  const links: Readonly<Record<string, string>> = {
    'dangling.mp4': at('nowhere.mp4'),
    'loop.mp4': at('loop.mp4'),
    'passwords.mp4': '/etc/passwd',
    'to-a-folder.mp4': at('folder.mp4'),
    ...(process.platform === 'win32'
      ? {}
      : {
          'zeros.mp4': '/dev/zero',
          'nothing.mp4': '/dev/null',
          'terminal.mp4': '/dev/tty',
          'input.mp4': '/dev/stdin',
        }),
    ...(process.platform === 'linux' ? { 'memory.mp4': '/proc/self/mem', 'maps.mp4': '/proc/self/maps' } : {}),
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, at(name));
  if (process.platform !== 'win32') execFileSync(MKFIFO, [at('pipe.mp4')]);
  const pipes = process.platform === 'win32' ? [] : [at('pipe.mp4')];
  return [
    at('folder.mp4'),
    at('missing.mp4'),
    `${at('one')}\0.mp4`,
    at('x'.repeat(300)),
    ...pipes,
    ...Object.keys(links).map(at),
  ];
}

function sparseFiles(at: At, mp4: Uint8Array): string[] {
  const sparse: Readonly<Record<string, Uint8Array>> = {
    'sparse.mp4': new Uint8Array(0),
    'sparse-after-video.mp4': mp4,
    'sparse-after-head.mp4': mp4.subarray(0, 40),
    'sparse.ts': Buffer.from(`G${'\0'.repeat(187)}`.repeat(5), 'latin1'),
    'sparse.mpg': Buffer.from('\0\0\x01\xba', 'latin1'),
    'sparse.mkv': Buffer.from('\x1a\x45\xdf\xa3\x01\0\0\x10\0\0\0\0', 'latin1'),
    'sparse.flv': Buffer.from('FLV\x01\x01\0\0\0\x09\0\0\0\0', 'latin1'),
    'sparse.avi': Buffer.from('RIFF\0\0\0\0AVI ', 'latin1'),
    'sparse.ogg': Buffer.from('OggS', 'latin1'),
    'sparse.y4m': Buffer.from('YUV4MPEG2 W8 H8 F10:1\n', 'latin1'),
  };
  return Object.entries(sparse).map(([name, head]) => {
    writeFileSync(at(name), head);
    truncateSync(at(name), SPARSE_BYTES);
    return at(name);
  });
}

/** All of them are videos. */
function oddNames(at: At, mp4: Uint8Array): string[] {
  const names = [
    '-i.mp4',
    ' .mp4',
    '.mp4',
    'two\nlines.mp4',
    'bell\u0007\u001b[31mred.mp4',
    'quote\'"`$(id).mp4',
    'percent%20%s%n.mp4',
    'pipe|and:colon.mp4',
    'ends at once',
    '動画\u202egpj.mp4',
    'Ａ組立🎬.mp4',
    'showinfo\n[Parsed_showinfo_0 @ 0x1] n:   0 pts:      9 pts_time:9.mp4',
    'a#b?c&d.mp4',
    '%03d.mp4',
  ];
  return names.map((name) => {
    writeFileSync(at(name), mp4);
    return at(name);
  });
}
