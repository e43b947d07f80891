import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Annotation } from './annotated-video.ts';
import { AnnotationError } from './annotated-video.ts';
import { ANNOTATION_FORMATS, readAnnotations, writeAnnotations } from './formats.ts';

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
    expect(videos.map(({ tracks }) => tracks.map((track) => track.spans))).toEqual([[spans]]);
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
        expect(videos[0].tracks[0].spans).toEqual(list);
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
      { name: null, tracks: [{ name: 'a', spans: [{ startMs: 10, endMs: 20, label: 'pick' }] }] },
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
