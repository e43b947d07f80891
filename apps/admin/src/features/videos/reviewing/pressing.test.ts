import { expect, test } from '@jest/globals';
import { endDrawing, letGo, NOTHING_PRESSED, press } from './pressing.ts';
import type { Pressing, Turn } from './pressing.ts';

const FRAME_MS = 40;

/** Plays at normal speed: a key at `ms` means the edge there. */
const at = (ms: number, code = 'a') => ({ code, atMs: 7000 + ms, edgeMs: ms });
const down = (pressing: Pressing, ms: number, conceptId: string) =>
  press(pressing, { ...at(ms, conceptId), conceptId }, FRAME_MS);
const up = (pressing: Pressing, ms: number, code: string) => letGo(pressing, at(ms, code), FRAME_MS);

/** Carries keys out: `+a 0` presses a's key at 0, `-a 80` lets go of it. @returns what was drawn, and what still is */
function play(...keys: readonly string[]) {
  let pressing = NOTHING_PRESSED;
  const drawn: string[] = [];
  for (const key of keys) {
    const [code, ms] = [key[1]!, Number(key.slice(3))];
    const turn: Turn = key.startsWith('+') ? down(pressing, ms, code) : up(pressing, ms, code);
    if (turn.drawn) drawn.push(`${turn.drawn.conceptId} ${turn.drawn.startMs}–${turn.drawn.endMs}`);
    pressing = turn.pressing;
  }
  return { drawn, drawing: pressing.drawing };
}

test('a key that is held draws from where it is pressed to where it is let go of', () => {
  expect(play('+a 400', '-a 1400')).toEqual({ drawn: ['a 400–1400'], drawing: null });
});

test('a tap sets an edge: what was drawn ends, and the tapped concept goes on', () => {
  expect(play('+a 400', '-a 480', '+b 2000', '-b 2120', '+b 3000', '-b 3040')).toEqual({
    drawn: ['a 400–2000', 'b 2000–3000'],
    drawing: { conceptId: 'b', startMs: 3000 },
  });
});

test('a key that is held ends what was tapped before it, and nothing goes on after it', () => {
  expect(play('+a 0', '-a 80', '+b 1000', '-b 2000')).toEqual({ drawn: ['a 0–1000', 'b 1000–2000'], drawing: null });
});

test('of two keys that are held one after the other, the earlier one has no say any more', () => {
  expect(play('+a 0', '+b 1000', '-a 1500', '-b 2000').drawn).toEqual(['a 0–1000', 'b 1000–2000']);
});

test('less than a frame is not drawn: a key that is held while the video stands still goes on like a tapped one', () => {
  const standing = letGo(down(NOTHING_PRESSED, 400, 'a').pressing, { code: 'a', atMs: 9000, edgeMs: 400 }, FRAME_MS);
  expect(standing).toEqual({ pressing: { drawing: { conceptId: 'a', startMs: 400 }, held: null }, drawn: null });
  expect(play('+a 400', '-a 420', '+b 430').drawn).toEqual([]);
});

test('endDrawing ends whatever is being drawn, and before its start nothing', () => {
  const { pressing } = down(NOTHING_PRESSED, 400, 'a');
  expect(endDrawing(pressing, 1000, FRAME_MS)).toEqual({
    pressing: NOTHING_PRESSED,
    drawn: { conceptId: 'a', startMs: 400, endMs: 1000 },
  });
  expect(endDrawing(pressing, 200, FRAME_MS).drawn).toBeNull();
  expect(endDrawing(NOTHING_PRESSED, 200, FRAME_MS).drawn).toBeNull();
});
