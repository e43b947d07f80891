import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../random.ts';
import { captionTruth } from './objective.ts';
import { pairs, renderClip, trainingBatch } from './batches.ts';
import { padTokens, tokenize, UNKNOWN_ID, VOCABULARY } from './tokenizer.ts';
import { stemOrder, TOWERS } from './towers.ts';
import { ACTION_GROUPS, ACTIONS, captionOf, HELD_OUT_PHRASINGS, OBJECTS, phrase, PHRASINGS } from './world.ts';

describe('the world', () => {
  test('has at least 12 objects, 14 actions and 8 phrasings', () => {
    expect(OBJECTS.length).toBeGreaterThanOrEqual(12);
    expect(ACTIONS.length).toBeGreaterThanOrEqual(14);
    expect(PHRASINGS.length).toBeGreaterThanOrEqual(8);
  });

  test('mirrored actions name each other and share a group', () => {
    for (const [index, { id, mirror }] of ACTIONS.entries()) {
      if (mirror === undefined) continue;
      const other = ACTIONS.findIndex((action) => action.id === mirror);
      expect(ACTIONS[other].mirror).toBe(id);
      expect(ACTION_GROUPS[other]).toBe(ACTION_GROUPS[index]);
    }
  });

  test('held-out pairs are a fifth, share every action and object with training, mirrors together', () => {
    const [heldOut, training] = [pairs(true), pairs(false)];
    expect(heldOut.length / (heldOut.length + training.length)).toBeGreaterThan(0.15);
    for (const key of ['actionIndex', 'objectIndex'] as const) {
      const trained = new Set(training.map((pair) => pair[key]));
      for (const pair of heldOut) expect(trained).toContain(pair[key]);
    }
    const groups = (list: typeof heldOut) =>
      new Set(list.map(({ actionIndex, objectIndex }) => `${ACTION_GROUPS[actionIndex]} ${objectIndex}`));
    const trainedGroups = groups(training);
    for (const group of groups(heldOut)) expect(trainedGroups).not.toContain(group);
  });
});

describe('captions', () => {
  test('captionOf is true of its scenario and fits the context', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 500; i++) {
      const scenario = { actionIndex: i % 14, objectIndex: i % 12, colourIndex: i % 6 };
      const caption = captionOf(random, scenario);
      expect(captionTruth(scenario, caption)).toBe(1);
      const ids = tokenize(caption.text);
      expect(ids).not.toContain(UNKNOWN_ID);
      expect(ids.length).toBeLessThanOrEqual(TOWERS.contextLength);
    }
  });

  test('captionTruth is partial for the mirrored action and 0 for another object', () => {
    const scenario = { actionIndex: 0, objectIndex: 3, colourIndex: 0 };
    const caption = { text: '', actionIndex: 1, objectIndex: 3, colourIndex: null };
    expect(captionTruth(scenario, caption)).toBeGreaterThan(0);
    expect(captionTruth(scenario, caption)).toBeLessThan(1);
    expect(captionTruth(scenario, { ...caption, objectIndex: 4 })).toBe(0);
  });

  test('held-out phrasings are sentences that training cannot make, of words that it knows', () => {
    const scenario = { actionIndex: 4, objectIndex: 0, colourIndex: 0 };
    const trained = new Set(PHRASINGS.map((phrasing) => phrase(phrasing, scenario)));
    for (const phrasing of HELD_OUT_PHRASINGS) {
      expect(trained).not.toContain(phrase(phrasing, scenario));
      expect(tokenize(phrase(phrasing, scenario))).not.toContain(UNKNOWN_ID);
    }
  });
});

describe('batches', () => {
  test('trainingBatch depends on seed and number alone and leaves held-out pairs alone', () => {
    const [first, again, other] = [trainingBatch(1, 5, 4), trainingBatch(1, 5, 4), trainingBatch(1, 6, 4)];
    expect(again).toEqual(first);
    expect(other.cells).not.toEqual(first.cells);
    const training = new Set(pairs(false).map((pair) => `${pair.actionIndex} ${pair.objectIndex}`));
    for (const { actionIndex, objectIndex } of first.scenarios) {
      expect(training).toContain(`${actionIndex} ${objectIndex}`);
    }
  });

  test('renderClip shows an action: its frames differ, a mirrored pair of clips does not idle', () => {
    const frames = renderClip(seededRandom(2), { actionIndex: 0, objectIndex: 0, colourIndex: 0 }, 4);
    expect(frames).toHaveLength(4);
    expect(frames[0]).toHaveLength(TOWERS.imageSize ** 2 * 3);
    expect(frames[0]).not.toEqual(frames[3]);
  });

  test('stemOrder visits every pixel once', () => {
    const order = stemOrder();
    expect(new Set(order).size).toBe(TOWERS.imageSize ** 2);
    expect(order.slice(0, 5)).toEqual(Int32Array.of(0, 1, 2, 3, TOWERS.imageSize));
  });

  test('padTokens pads with 0 and refuses what does not fit', () => {
    expect([...padTokens([[2, 3]])].map(Number)).toEqual([2, 3, ...Array(14).fill(0)]);
    expect(() => padTokens([Array(17).fill(2)])).toThrow('17 tokens, at most 16');
    expect(VOCABULARY.slice(0, 2)).toEqual(['[PAD]', '[UNK]']);
  });
});
