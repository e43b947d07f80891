import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Annotation, ReadTrack } from './annotated-video.ts';
import { AnnotationError } from './annotated-video.ts';
import { ANNOTATION_FORMATS, readAnnotationFile, readAnnotations, writeAnnotations } from './formats.ts';

const DATE = new Date('2026-02-03T04:05:06.789Z');
const video = (...tracks: readonly (readonly Annotation[])[]) => ({
  name: '梱包 & "1".mp4',
  durationMs: 60_000,
  tracks: tracks.map((spans, index) => ({ name: `トラック <${index + 1}>`, spans })),
});

const spans: readonly Annotation[] = [
  { startMs: 0, endMs: 2467, label: '取り上げ' },
  { startMs: 2467, endMs: 5001, label: 'Tighten <M5> & "wait"' },
  { startMs: 3_661_234, endMs: 3_662_000, label: '=wipe' },
];

const spansOf = ({ spans: read }: ReadTrack): Annotation[] => read.map(({ place: _, ...span }) => span);

/** Labels that a person may write; runs of white space are one space, as in text that is laid out. */
const label = fc
  .string({
    unit: fc.constantFrom('a', '締', ' ', '<', '&', '>', '"', "'", ',', '=', '-', ';', '\n', '%'),
    minLength: 1,
  })
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
  .filter((text) => text !== '');

describe.each(ANNOTATION_FORMATS)('annotations as %s', (format) => {
  test('come back as they were', () => {
    const { videos } = readAnnotations(writeAnnotations(video(spans), format, DATE), format);
    expect(videos.map(({ tracks }) => tracks.map(spansOf))).toEqual([[spans]]);
  });

  test('come back, whatever the labels and times', () => {
    const annotations = fc.array(
      fc
        .tuple(fc.nat(1e8), fc.integer({ min: 1, max: 1e6 }), label)
        .map(([startMs, length, text]) => ({ startMs, endMs: startMs + length, label: text })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(annotations, (list) => {
        const { videos } = readAnnotations(writeAnnotations(video(list), format, DATE), format);
        expect(spansOf(videos[0].tracks[0])).toEqual(list);
      }),
    );
  });

  test.each(['', 'x', '{}', '<a/>', '<a><b></a>', 'a,b\r\n1,2', 'a,b\r\n1', 'WEBVTTX', '\uFEFF', '[]', 'null'])(
    'are refused where the file is %j, or read as none',
    (text) => {
      try {
        const { videos } = readAnnotations(text, format);
        expect(videos.flatMap(({ tracks }) => tracks.flatMap((track) => track.spans))).toEqual([]);
      } catch (error) {
        expect(error).toBeInstanceOf(AnnotationError);
      }
    },
  );
});

describe('ELAN', () => {
  test('keeps several tracks, which may overlap, and the name of the video', () => {
    const written = writeAnnotations(video(spans, [{ startMs: 1000, endMs: 4000, label: 'left' }]), 'eaf', DATE);
    const { videos } = readAnnotations(written, 'eaf');
    expect(videos[0].name).toBe('梱包 & "1".mp4');
    expect(videos[0].tracks.map(({ name }) => name)).toEqual(['トラック <1>', 'トラック <2>']);
    expect(written).toContain('TIME_VALUE="2467"');
  });

  test('leaves out what has no time, no text, or hangs on another annotation', () => {
    const xml = `<ANNOTATION_DOCUMENT><TIER TIER_ID="a">
      <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>pick</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="t2" TIME_SLOT_REF2="t3"><ANNOTATION_VALUE>lost</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE></ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a4" ANNOTATION_REF="a1"><ANNOTATION_VALUE>ref</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
      <TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="10"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="20"/><TIME_SLOT TIME_SLOT_ID="t3"/></TIME_ORDER>
      </ANNOTATION_DOCUMENT>`;
    expect(readAnnotations(xml, 'eaf').videos).toEqual([
      {
        name: null,
        tracks: [{ name: 'a', spans: [{ startMs: 10, endMs: 20, label: 'pick', place: 'annotation a1' }] }],
      },
    ]);
  });
});

test('ActivityNet and Create ML tell times in seconds', () => {
  const one = video(spans.slice(0, 1));
  expect(JSON.parse(writeAnnotations(one, 'json')).database[one.name]).toEqual({
    duration: 60,
    subset: 'validation',
    annotations: [{ segment: [0, 2.467], label: '取り上げ' }],
  });
  expect(writeAnnotations(one, 'csv')).toBe(
    'videoPath,label,startTime,endTime\r\n"梱包 & ""1"".mp4",取り上げ,0,2.467\r\n',
  );
});

test('formats with one track refuse two', () => {
  for (const format of ['json', 'csv', 'vtt'] as const)
    expect(() => writeAnnotations(video(spans, spans), format)).toThrow('holds one track, not 2');
});

test.each([
  ['csv', 'videoPath,label,startTime,endTime\na.mp4,pick,5,4\n', 'row 2: 5000 … 4000 ms is no part of a video'],
  ['csv', 'videoPath,label,startTime,endTime\na.mp4,pick,,4\n', 'row 2'],
  ['csv', 'videoPath,label,startTime,endTime\na.mp4, ,1,4\n', 'row 2: a label is missing'],
  ['json', '{"database": {"a": {"annotations": [{"segment": [-1, 2], "label": "x"}]}}}', 'a, annotation 1'],
  ['vtt', 'WEBVTT\n\n00:00:05.000 --> 00:00:04.000\npick\n', 'line 3'],
] as const)('a wrong %s file is refused with its place', (format, text, message) => {
  expect(() => readAnnotations(text, format)).toThrow(message);
});

test.each([
  ['eaf', 'annotation a2'],
  ['json', 'annotation 2'],
  ['csv', 'row 3'],
  ['vtt', 'line 6'],
] as const)('annotations of %s tell where they stand', (format, place) => {
  const { videos } = readAnnotations(writeAnnotations(video(spans), format, DATE), format);
  expect(videos[0].tracks[0].spans[1].place).toBe(place);
});

describe('a file of annotations', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test.each(ANNOTATION_FORMATS)('of %s is known by its ending, else by how it begins', (format) => {
    const content = bytes(writeAnnotations(video(spans), format, DATE));
    for (const name of [`shift.${format.toUpperCase()}`, 'shift', 'shift.txt'])
      expect(readAnnotationFile(content, name)).toMatchObject({ format, videos: [{ tracks: [{ spans }] }] });
  });

  test('may be in Shift_JIS, as spreadsheets write it', () => {
    const word = Uint8Array.of(0x92, 0xf7, 0x95, 0x74, 0x82, 0xaf); // 締付け
    const [head, tail] = [bytes('videoPath,label,startTime,endTime\na.mp4,'), bytes(',0,1\n')];
    const { videos } = readAnnotationFile(Uint8Array.of(...head, ...word, ...tail), 'a.csv');
    expect(videos[0].tracks[0].spans[0].label).toBe('締付け');
  });

  test.each([
    ['bytes that are no text', Uint8Array.of(0, 159, 146, 150), 'no text'],
    ['a file that is too large', new Uint8Array(20_000_001).fill(32), 'larger than 20 MB'],
    [
      'a document that declares entities',
      bytes('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><ANNOTATION_DOCUMENT>&c;</ANNOTATION_DOCUMENT>'),
      'declares a document type',
    ],
    ['a label without end', bytes(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'x'.repeat(501)}`), 'line 3: a label of more'],
  ])('is refused: %s', (_, content, message) => {
    expect(() => readAnnotationFile(content, 'file')).toThrow(message);
  });

  test('is read in time however its lines are arranged', () => {
    const cues = Array.from({ length: 200_000 }, () => '00:01.000 --> 00:02.000\nx').join('\n');
    expect(readAnnotationFile(bytes(`WEBVTT\n\n${cues}`), 'a.vtt').videos[0].tracks[0].spans).toHaveLength(200_000);
  });

  test('whatever it holds is read, or refused with words', () => {
    const parts = fc.constantFrom(
      ...'<>&;"\n,:{}[]-',
      '<ANNOTATION_DOCUMENT>',
      '<TIER TIER_ID="a">',
      '<ALIGNABLE_ANNOTATION TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2">',
      '<TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="1"/>',
      '<ANNOTATION_VALUE>',
      '</',
      '<![CDATA[',
      '<!--',
      '<!DOCTYPE x>',
      'WEBVTT\n\n',
      '00:01.000 --> 00:02.000\n',
      'videoPath,label,startTime,endTime\n',
      'a,b,0,1\n',
      '{"database":',
      '{"a":{"annotations":[',
      '{"segment":[0,1],"label":"x"}',
      '__proto__',
      '\u0000',
      '締',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
        try {
          readAnnotationFile(bytes(pieces.join('')), 'file');
        } catch (error) {
          expect(error).toBeInstanceOf(AnnotationError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['json', [{ startMs: 0, endMs: 2733, conceptId: 'pick-up' }], '[{"startMs": …, "endMs": …, "conceptId": …}]'],
  ['json', { videos: {} }, '{"videos": …}'],
  ['json', { database: { 'a.mp4': { annotations: [{ segment: [0], label: 'x' }] } } }, 'segment'],
] as const)('as %s, JSON of another kind is told by what was found: %j', (format, content, found) => {
  expect(() => readAnnotations(JSON.stringify(content), format)).toThrow(
    expect.objectContaining({
      reason: {
        reason: 'notActivityNet',
        expected: expect.stringContaining('"database"'),
        found: expect.stringContaining(found),
      },
    }),
  );
});

test('a label that is missing is told with its place', () => {
  const content = { database: { 'a.mp4': { annotations: [{ segment: [0, 1], label: ' ' }] } } };
  expect(() => readAnnotations(JSON.stringify(content), 'json')).toThrow(
    expect.objectContaining({ reason: { reason: 'labelMissing', place: 'a.mp4, annotation 1' } }),
  );
});
