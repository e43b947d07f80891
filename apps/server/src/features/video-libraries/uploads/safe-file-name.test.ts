import { describe, expect, test } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import { numberedName, safeFileName } from './safe-file-name.ts';

describe('safeFileName', () => {
  test.each([
    ['shift.mp4', 'shift.mp4'],
    ['../../etc/日勤 1.mp4', '日勤 1.mp4'],
    ['C:\\videos\\shift.mp4', 'shift.mp4'],
    ['...hidden.mp4', 'hidden.mp4'],
    ['a\u0000b\nc.mp4', 'abc.mp4'],
    ['4pm\u202e.mp4', '4pm.mp4'],
    ['か\u3099.mp4', 'が.mp4'],
    ['..', ''],
    ['folder/', ''],
  ])('makes of %j %j', (given, name) => expect(safeFileName(given)).toBe(name));

  test('shortens the name to whole characters, and keeps its ending', () => {
    const name = safeFileName(`${'作業'.repeat(200)}.mp4`);
    expect(name).toMatch(/^(作業)+作?\.mp4$/u);
    expect(Buffer.byteLength(name)).toBeGreaterThan(196);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });

  test('leaves nothing that leads anywhere, whatever it is given', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeFileName(given);
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\./u);
      }),
    );
  });
});

describe('numberedName', () => {
  test('puts the number before the ending', () => expect(numberedName('a.b.mp4', 2)).toBe('a.b (2).mp4'));
});
