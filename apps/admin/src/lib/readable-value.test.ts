import { expect, test } from '@jest/globals';
import { readableValue } from './readable-value.ts';

const named = (names: Readonly<Record<string, string>>) => (name: string) => names[name] ?? name;
const words = {
  status: named({ deprecated: 'Deprecated' }),
  language: named({ ja: 'Japanese', en: 'English' }),
  facet: named({ valueClass: 'Value class' }),
  facetValue: (_facet: string, value: string) => named({ net: 'Net', waste: 'Waste' })(value),
  relation: named({ exactMatch: 'Same' }),
  span: (startMs: number, endMs: number) => `[${startMs}–${endMs}]`,
  concept: named({ wipe: 'Wipe' }),
};
const read = (field: string, text: string) => readableValue(field, text, words);

test('readableValue writes facets and mappings a line each, in words', () => {
  expect(read('facets', '{"valueClass":["net","waste"],"tool":["driver"]}')).toBe(
    'Value class: Net, Waste\ntool: driver',
  );
  expect(read('mappings', '[{"relation":"exactMatch","target":"https://x.example/#a"}]')).toBe(
    'Same: https://x.example/#a',
  );
});

test('readableValue tells the note and the span of an example, not the hash of its video', () => {
  const note = { note: 'with a rag', videoSha256: null, startMs: null, endMs: null };
  const span = { note: '', videoSha256: 'ab12', startMs: 1000, endMs: 2000 };
  expect(read('examples', JSON.stringify([note, span, { ...span, note: 'dry' }]))).toBe(
    'with a rag\n[1000–2000]\ndry [1000–2000]',
  );
});

test('readableValue names states, languages and concepts, and leaves those alone that it does not know', () => {
  expect(read('status', 'deprecated')).toBe('Deprecated');
  expect(read('reviewedPromptLanguages', 'en\nja')).toBe('English\nJapanese');
  expect(read('replacedBy', 'wipe\npour')).toBe('Wipe\npour');
});

test('readableValue leaves texts alone, also those that begin like JSON', () => {
  expect(read('prefLabels', '{"valueClass":["net"]}')).toBe('{"valueClass":["net"]}');
  expect(read('facets', '[note] tighten')).toBe('[note] tighten');
});
