import { describe, expect, test } from '@jest/globals';
import { longPrompts } from './long-prompts.ts';
import type { Preview } from './long-prompts.ts';
import { templateProblems } from './template-problem.ts';
import { reduceRows, rowsOf, templateLines } from './template-rows.ts';

test('templateProblems names what is wrong, line by line', () => {
  const templates = ['a {label}', ' ', 'a {lable}', 'none', 'a {label', 'a {label} ', `${'x'.repeat(1000)}{label}`];
  expect(templateProblems(templates)).toEqual([
    null,
    { kind: 'empty' },
    { kind: 'unknownSlot', slot: '{lable}' },
    { kind: 'noSlot' },
    { kind: 'brace' },
    { kind: 'repeated', number: 1 },
    { kind: 'tooLong' },
  ]);
});

describe('reduceRows', () => {
  const texts = (rows: readonly { text: string }[]) => rows.map(({ text }) => text);

  test('inserts with keys of their own, moves within the list, and keeps one line', () => {
    const rows = reduceRows(rowsOf(['a', 'b']), { type: 'insert', index: 1, texts: ['x', 'y'] });
    expect(texts(rows)).toEqual(['a', 'x', 'y', 'b']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
    expect(texts(reduceRows(rows, { type: 'move', from: 3, to: 0 }))).toEqual(['b', 'a', 'x', 'y']);
    expect(reduceRows(rows, { type: 'move', from: 0, to: -1 })).toBe(rows);
    expect(texts(reduceRows(rowsOf(['a']), { type: 'remove', index: 0 }))).toEqual(['']);
  });
});

test('templateLines leaves out empty lines', () => {
  expect(templateLines(' a {label}\r\n\n b\n')).toEqual(['a {label}', 'b']);
});

test('longPrompts finds the template that a prompt is from', () => {
  const concept = {
    id: 'c',
    label: 'Tighten',
    notation: null,
    prefLabels: [{ text: 'Tighten' }],
    altLabels: [{ texts: ['Fasten', 'Screw'] }],
    definitions: [{ text: 'turn {label} until it holds' }],
    prompts: [],
  };
  const prompt = (text: string, tokenCount: number) => ({
    text,
    tokenCount,
    contextLength: 10,
    isTooLong: tokenCount > 10,
  });
  const preview: Preview = {
    concept,
    prompts: [prompt('a Tighten', 4), prompt('so Screw', 12), prompt('turn {label} until it holds', 11)],
    problem: null,
  };
  expect(longPrompts(['a {label}', 'so {synonym}', '{definition}'], [preview])).toEqual([
    null,
    { concept: 'Tighten', tokenCount: 12, contextLength: 10 },
    { concept: 'Tighten', tokenCount: 11, contextLength: 10 },
  ]);
});
