import { expect, test } from '@jest/globals';
import type { TimelineVideo } from '../api/use-report.ts';
import { byStationAndDay } from './timeline-groups.ts';

const filmed = (name: string, stationId: string, recordedAt: string | null): TimelineVideo => ({
  video: { id: name, name, recordedAt, library: { equipmentNode: { id: stationId } } },
  parts: [],
});

test('byStationAndDay keeps the order of stations and of times; what has no time comes last', () => {
  const videos = [
    filmed('undated', 'one', null),
    filmed('monday', 'one', '2026-11-16T01:00:00Z'),
    filmed('other', 'two', '2026-11-16T02:00:00Z'),
    filmed('monday again', 'one', '2026-11-16T05:00:00Z'),
    filmed('tuesday', 'one', '2026-11-17T01:00:00Z'),
  ];
  const groups = byStationAndDay(videos, ['two', 'empty', 'one'], (iso) => iso.slice(0, 10));
  expect(
    groups.map(({ stationId, days }) => [
      stationId,
      days.map(({ date, videos: list }) => [date, list.map(({ video }) => video.name)]),
    ]),
  ).toEqual([
    ['two', [['2026-11-16', ['other']]]],
    [
      'one',
      [
        ['2026-11-16', ['monday', 'monday again']],
        ['2026-11-17', ['tuesday']],
        [null, ['undated']],
      ],
    ],
  ]);
});
