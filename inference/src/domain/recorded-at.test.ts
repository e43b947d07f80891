import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isTimeZone, patternProblem, recordedAtOfContainer, recordedAtOfName } from './recorded-at.ts';

const TOKYO = { pattern: null, timeZone: 'Asia/Tokyo' };
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('recordedAtOfName', () => {
  test.each([
    ['20261124_093000.mp4', '2026-11-24T00:30:00.000Z'],
    ['2026-11-24T09-30-00.mp4', '2026-11-24T00:30:00.000Z'],
    ['2026-11-24 09.30.00.mp4', '2026-11-24T00:30:00.000Z'],
    ['2026_11_24_09_30_00.mp4', '2026-11-24T00:30:00.000Z'],
    ['2026-11-24_093000.mp4', '2026-11-24T00:30:00.000Z'],
    ['VID_20261124_093000.mp4', '2026-11-24T00:30:00.000Z'],
    ['PXL_20261124_093000123.mp4', '2026-11-24T00:30:00.123Z'],
    ['cam01_20261124093000_20261124094000.mp4', '2026-11-24T00:30:00.000Z'],
    ['NVR_ch2_main_20261124093000.mp4', '2026-11-24T00:30:00.000Z'],
    ['2026年11月24日.mp4', '2026-11-23T15:00:00.000Z'],
    ['第2ライン 2026年1月4日9時05分.mp4', '2026-01-04T00:05:00.000Z'],
    ['２０２６年１１月２４日.mp4', '2026-11-23T15:00:00.000Z'],
    ['line-3 2026-11-24 (2).mp4', '2026-11-23T15:00:00.000Z'],
    ['20261124.mp4', '2026-11-23T15:00:00.000Z'],
    ['20261124T093000Z.mp4', '2026-11-24T09:30:00.000Z'],
    ['2026-11-24T09:30:00+0200.mp4', '2026-11-24T07:30:00.000Z'],
    // A number that is no date, before one that is.
    ['99999999_20261124_093000.mp4', '2026-11-24T00:30:00.000Z'],
    ['20260230_20260228.mp4', '2026-02-27T15:00:00.000Z'],
    ['20280229_235959.mp4', '2028-02-29T14:59:59.000Z'],
  ])('reads %s', (name, expected) => {
    expect(iso(recordedAtOfName(name, TOKYO))).toBe(expected);
  });

  test.each([
    'GOPR0123.MP4',
    'GX010123.MP4',
    'shift-17.mp4',
    '20261324_093000.mp4',
    '20260230.mp4',
    '120261124.mp4',
    '2026.mp4',
    '20261124/shift.mp4',
  ])('reads nothing from %s', (name) => {
    expect(recordedAtOfName(name, TOKYO)).toBeNull();
  });

  test.each([
    ['{YYYY}-{MM}-{DD}/cam*_{HH}{mm}{ss}', 'line/2026-11-24/cam07_093000.mp4', '2026-11-24T00:30:00.000Z'],
    ['{DD}.{MM}.{YYYY}', '24.11.2026 Halle 2.mp4', '2026-11-23T15:00:00.000Z'],
    ['{YYYY}年{MM}月/{DD}日_{HH}時', '2026年11月/24日_09時.mp4', '2026-11-24T00:00:00.000Z'],
    ['({YYYY}{MM}{DD})[{HH}]', 'a(20261124)[09].mp4', '2026-11-24T00:00:00.000Z'],
    ['{DD}{MM}{YYYY}', '20261124.mp4', null],
  ])('reads by the pattern %s', (pattern, path, expected) => {
    expect(iso(recordedAtOfName(path, { ...TOKYO, pattern }))).toBe(expected);
  });

  test('follows the clocks of the zone', () => {
    const berlin = { pattern: null, timeZone: 'Europe/Berlin' };
    expect(iso(recordedAtOfName('20260701_120000', berlin))).toBe('2026-07-01T10:00:00.000Z');
    expect(iso(recordedAtOfName('20261201_120000', berlin))).toBe('2026-12-01T11:00:00.000Z');
    // At two the clocks are put forward to three: half past two is not shown by any.
    expect(iso(recordedAtOfName('20260329_015959', berlin))).toBe('2026-03-29T00:59:59.000Z');
    expect(iso(recordedAtOfName('20260329_030000', berlin))).toBe('2026-03-29T01:00:00.000Z');
  });

  test('reads back every time that a clock without summer time shows', () => {
    const digits = (instant: number) => new Date(instant).toISOString().replaceAll(/[-:]|\..*/g, '');
    const second = fc.integer({ min: Date.UTC(1991, 0) / 1000, max: Date.UTC(2090, 0) / 1000 });
    fc.assert(
      fc.property(
        second,
        fc.constantFrom(['Asia/Tokyo', 9], ['UTC', 0], ['America/Phoenix', -7]),
        (at, [zone, hours]) => {
          const name = `cam_${digits(1000 * (at + 3600 * Number(hours)))}.mp4`;
          expect(recordedAtOfName(name, { pattern: null, timeZone: String(zone) })).toBe(1000 * at);
        },
      ),
    );
  });

  test('takes any name, and gives a time that a calendar has or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(99_999_999), (text, number) => {
        const at = recordedAtOfName(`${text}${number}`, TOKYO);
        expect(at === null || Number.isInteger(at)).toBe(true);
      }),
    );
  });
});

describe('patternProblem', () => {
  test.each([
    ['{YYYY}{MM}{DD}', null],
    ['{YYYY}{MM}', '{DD} is not in it'],
    ['{YYYY}{MM}{DD}{DD}', '{DD} is there twice'],
    ['{YYYY}{MM}{DD}{hh}', '{hh} is none of {YYYY} {MM} {DD} {HH} {mm} {ss} {SSS}'],
    ['{YYYY}{MM}{DD}{', 'a brace is not closed, or not opened'],
    ['*****{YYYY}{MM}{DD}', 'has more than 4 *'],
    ['x'.repeat(201), 'is longer than 200 characters'],
  ])('of %s: %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });
});

test('recordedAtOfContainer takes a time with a zone, unless it is none', () => {
  const times = [
    '2026-11-24T00:30:00.000000Z',
    '2026-11-24T09:30:00+0900',
    '2026-11-24T09:30:00',
    '1904-01-01T00:00:00Z',
    '',
    'x',
  ];
  expect(times.map((time) => iso(recordedAtOfContainer(time)))).toEqual([
    '2026-11-24T00:30:00.000Z',
    '2026-11-24T00:30:00.000Z',
    null,
    null,
    null,
    null,
  ]);
});

test('isTimeZone knows zones by their names', () => {
  expect(['Asia/Tokyo', 'UTC', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, true, false, false]);
});
