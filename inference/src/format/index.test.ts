import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import type { VideoRecognition } from '../domain/recognition.ts';
import { csvCell } from './csv.ts';
import { cutDisplay, displayWidth, padDisplay } from './display-width.ts';
import { formatRecognitions } from './index.ts';
import { formatTime, formatVttTime } from './time.ts';

const line: VideoRecognition = {
  path: 'line 1.mp4',
  durationMs: 62_500,
  encoder: 'workbench',
  segments: [
    {
      startMs: 0,
      endMs: 3500,
      label: 'ネジを締める',
      probability: 0.81239,
      runnersUp: [{ label: 'pour', probability: 0.11 }],
    },
    {
      startMs: 3500,
      endMs: 61_000,
      label: null,
      probability: 0.3,
      runnersUp: [{ label: 'wipe <a> & b', probability: 0.3 }],
    },
    { startMs: 61_000, endMs: 62_500, label: 'wipe <a> & b', probability: 1, runnersUp: [] },
  ],
};

test.each([
  [0, '0:00.000', '00:00:00.000'],
  [62_005, '1:02.005', '00:01:02.005'],
  [3_600_000, '1:00:00.000', '01:00:00.000'],
  [360_061_999, '100:01:01.999', '100:01:01.999'],
])('time %i', (timeMs, forPeople, forVtt) => {
  expect(formatTime(timeMs)).toBe(forPeople);
  expect(formatVttTime(timeMs)).toBe(forVtt);
});

describe('displayWidth', () => {
  test.each([
    ['wipe', 4],
    ['拭く', 4],
    ['ﾈｼﾞ', 3],
    ['ＡＢ', 4],
    ['カ\u3099', 2],
    ['e\u0301', 1],
    ['👩‍🔧', 2],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test('pads and cuts to columns', () => {
    expect(padDisplay('拭く', 6)).toBe('拭く  ');
    expect(cutDisplay('拭き取る', 8)).toBe('拭き取る');
    expect(cutDisplay('拭き取る', 7)).toBe('拭き取…');
    expect(cutDisplay('拭き取る', 6)).toBe('拭き…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        expect(displayWidth(cutDisplay(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test('table aligns labels whatever their width', () => {
  expect(formatRecognitions([line], 'table')).toBe(
    [
      'line 1.mp4 · 1:02.500 · workbench',
      '  0:00.000 – 0:03.500  ████████░░  81 %  ネジを締める  or pour 11 %',
      '  0:03.500 – 1:01.000  ███░░░░░░░  30 %  (unknown)     perhaps wipe <a> & b 30 %',
      '  1:01.000 – 1:02.500  ██████████ 100 %  wipe <a> & b',
      '',
    ].join('\n'),
  );
});

test('table lets no control character through', () => {
  const segments = [{ ...line.segments[0], label: 'wipe\u001b[2Jx\n', runnersUp: [] }];
  expect(formatRecognitions([{ ...line, segments }], 'table')).toMatch(/ {2}wipe \[2Jx\n$/);
});

test('json has exactly the documented shape', () => {
  const extended = { ...line, extra: 1, segments: [{ ...line.segments[0], score: 3 }, line.segments[1]] };
  const text = formatRecognitions([extended], 'json');
  expect(JSON.parse(text)).toEqual({
    videos: [
      {
        path: 'line 1.mp4',
        durationMs: 62_500,
        encoder: 'workbench',
        segments: [
          {
            startMs: 0,
            endMs: 3500,
            label: 'ネジを締める',
            probability: 0.8124,
            runnersUp: [{ label: 'pour', probability: 0.11 }],
          },
          {
            startMs: 3500,
            endMs: 61_000,
            label: null,
            probability: 0.3,
            runnersUp: [{ label: 'wipe <a> & b', probability: 0.3 }],
          },
        ],
      },
    ],
  });
  expect(text.endsWith('}\n')).toBe(true);
  expect(formatRecognitions([], 'json')).toBe('{\n  "videos": []\n}\n');
});

describe('csv', () => {
  test('has a row per segment', () => {
    const rows = formatRecognitions([line], 'csv').split('\r\n');
    expect(rows).toEqual([
      'path,startMs,endMs,label,probability,runnerUp,runnerUpProbability,encoder',
      'line 1.mp4,0,3500,ネジを締める,0.8124,pour,0.1100,workbench',
      'line 1.mp4,3500,61000,,0.3000,wipe <a> & b,0.3000,workbench',
      'line 1.mp4,61000,62500,wipe <a> & b,1.0000,,,workbench',
      '',
    ]);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2', "'-2"],
    ['＋cmd', "'＋cmd"],
    ['\r=1', '"\'\r=1"'],
    ['a "b", c', '"a ""b"", c"'],
    ['a-b', 'a-b'],
  ])('writes %j safely', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test('reads back as what was written, apart from the guard', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (label) => {
        const segments = [{ ...line.segments[0], label }];
        const [, row] = parse(formatRecognitions([{ ...line, segments }], 'csv')) as string[][];
        expect([label, `'${label}`]).toContain(row[3]);
        expect(row[3]).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});

describe('vtt', () => {
  test('has a cue per known segment, escaped', () => {
    expect(formatRecognitions([line], 'vtt')).toBe(`WEBVTT

00:00:00.000 --> 00:00:03.500
ネジを締める (81 %)

00:01:01.000 --> 00:01:02.500
wipe &lt;a&gt; &amp; b (100 %)
`);
  });

  test('holds one video', () => {
    expect(() => formatRecognitions([line, line], 'vtt')).toThrow('vtt holds one video, not 2');
  });
});
