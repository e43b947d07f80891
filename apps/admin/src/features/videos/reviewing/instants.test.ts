import { describe, expect, test } from '@jest/globals';
import { applyEdit, isApplicable, inverse, overwrite } from './edit.ts';
import { instantAt, instantNear, marking, shownAtMs } from './instants.ts';
import { spansOf } from './review.ts';
import type { Review } from './review.ts';

const FPS = 10;
let serial = 0;
const newKey = () => `new ${(serial += 1)}`;
const said = { conceptId: 'beep', person: null, newKey };
const span: Review = { key: 'span', startMs: 0, endMs: 1000, verdict: 'confirm', conceptId: 'pick', person: null };

describe('an instant', () => {
  const edit = marking([span], { fps: FPS, ms: 440 }, said)!;
  const lane = applyEdit([span], edit);

  test('is at the beginning of the frame on show, and leaves spans as they are', () => {
    expect(edit).toMatchObject({
      removes: [],
      adds: [{ startMs: 400, endMs: 400, verdict: 'draw', conceptId: 'beep' }],
    });
    expect(spansOf(lane)).toEqual([span]);
    expect(isApplicable(lane, inverse(edit))).toBe(true);
    expect(applyEdit(lane, inverse(edit))).toEqual([span]);
  });

  test('stays where a span is said over it', () => {
    const over: Review = { ...span, key: 'over', startMs: 200, endMs: 700 };
    const { removes } = overwrite(lane, over, { minMs: 1, newKey })!;
    expect(removes).toEqual([span]);
  });

  test('takes the place of another one of the same moment, and is said once', () => {
    const other = marking(lane, { fps: FPS, ms: 490 }, { ...said, conceptId: 'contact' })!;
    expect(other).toMatchObject({ removes: edit.adds, adds: [{ conceptId: 'contact' }] });
    expect(marking(lane, { fps: FPS, ms: 410 }, said)).toBeNull();
  });

  test('is found in its frame, and near a place', () => {
    expect(instantAt(lane, { fps: FPS, ms: 499 })).toBe(edit.adds[0]);
    expect(instantAt(lane, { fps: FPS, ms: 500 })).toBeNull();
    expect(instantNear(lane, 450, 60)).toBe(edit.adds[0]);
    expect(instantNear(lane, 470, 60)).toBeNull();
    expect(instantAt(lane, { fps: FPS, ms: shownAtMs(edit.adds[0]!, FPS) })).toBe(edit.adds[0]);
  });
});
