import { expect, test } from '@jest/globals';
import { inCurrentWords } from './current-words.ts';
import type { Track } from './track.ts';

const named = (id: string, label: string) => ({
  id,
  externalId: id,
  notation: null,
  label,
  color: `color of ${id}`,
  searchText: '',
  isActive: true,
});
const words = {
  oneOf: (labels: readonly string[]) => labels.join(' or '),
  retired: (label: string) => `${label} (gone)`,
};

const track: Track = {
  concepts: [named('take', 'Take'), named('grab', 'Grab'), named('screw', 'Screw'), named('chat', 'Chat')],
  segments: [
    {
      startMs: 0,
      endMs: 1000,
      conceptIndex: 0,
      probability: 0.5,
      runnersUp: [
        { conceptIndex: 1, probability: 0.25 },
        { conceptIndex: 2, probability: 0.125 },
      ],
    },
    {
      startMs: 1000,
      endMs: 2000,
      conceptIndex: 2,
      probability: 0.75,
      runnersUp: [{ conceptIndex: 3, probability: 0.2 }],
    },
    {
      startMs: 2000,
      endMs: 3000,
      conceptIndex: -1,
      probability: 0.25,
      runnersUp: [{ conceptIndex: 0, probability: 0.25 }],
    },
  ],
};
const current = [named('pick', 'Pick'), named('tighten', 'Tighten'), named('loosen', 'Loosen')];
const becomes = new Map([
  ['take', ['pick']],
  ['grab', ['pick']],
  ['screw', ['tighten', 'loosen']],
  ['chat', []],
]);

const labelsOf = ({ concepts, segments }: Track) =>
  segments.map(({ conceptIndex }) => concepts[conceptIndex]?.label ?? 'unknown');

test('inCurrentWords shows merged, split and retired concepts as what they have become', () => {
  const renamed = inCurrentWords(track, current, becomes, words);
  expect(labelsOf(renamed)).toEqual(['Pick', 'Tighten or Loosen', 'unknown']);
  expect(renamed.concepts.slice(3)).toMatchObject([
    { label: 'Tighten or Loosen', isActive: false },
    { label: 'Chat (gone)', isActive: false },
  ]);
  expect(renamed.segments.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [0, 1000],
    [1000, 2000],
    [2000, 3000],
  ]);
});

test('inCurrentWords adds up what has become one concept', () => {
  const [first, , third] = inCurrentWords(track, current, becomes, words).segments;
  expect(first).toMatchObject({ probability: 0.75, runnersUp: [{ conceptIndex: 3, probability: 0.125 }] });
  expect(third).toMatchObject({
    conceptIndex: -1,
    probability: 0.25,
    runnersUp: [{ conceptIndex: 0, probability: 0.25 }],
  });
});

test('inCurrentWords keeps a concept that the version does not know, as one that is gone', () => {
  expect(labelsOf(inCurrentWords(track, current, new Map(), words))).toEqual([
    'Take (gone)',
    'Screw (gone)',
    'unknown',
  ]);
});

test('inCurrentWords is never surer than sure, and does not add up what is unknown', () => {
  const one = {
    startMs: 0,
    endMs: 1000,
    conceptIndex: 0,
    probability: 0.75,
    runnersUp: [{ conceptIndex: 1, probability: 0.5 }],
  };
  const unknown = { ...one, conceptIndex: -1, runnersUp: [{ conceptIndex: -1, probability: 0.125 }] };
  const { segments } = inCurrentWords({ ...track, segments: [one, unknown] }, current, becomes, words);
  expect(segments.map(({ probability }) => probability)).toEqual([1, 0.75]);
});
