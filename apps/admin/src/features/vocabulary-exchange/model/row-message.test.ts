import { expect, test } from '@jest/globals';
import { rowMessage } from './row-message.ts';

test('rowMessage finds the concepts, the field, its language and the detail of a check', () => {
  expect(rowMessage('missingLanguage', 'コード読取り: missingLanguage (prefLabels@en: 8/9)')).toEqual({
    ids: 'コード読取り',
    place: { field: 'prefLabels', language: 'en', detail: '8/9' },
    quoted: [],
  });
  expect(rowMessage('missingDefinition', 'press: missingDefinition (definitions: 1/3)')).toMatchObject({
    ids: 'press',
    place: { field: 'definitions', language: null, detail: '1/3' },
  });
  expect(rowMessage('duplicateLabel', 'wipe, scan: duplicateLabel (prefLabels@zh-Hans: a (b): c)')).toMatchObject({
    ids: 'wipe, scan',
    place: { language: 'zh-Hans', detail: 'a (b): c' },
  });
});

test('rowMessage of anything else keeps what is quoted', () => {
  const message = 'synonym "ねじ" says what another label says; left out';
  expect(rowMessage('labelsNotDisjoint', message)).toEqual({ ids: null, place: null, quoted: ['"ねじ"'] });
  expect(rowMessage('text', 'no quotes: here')).toEqual({ ids: null, place: null, quoted: [] });
});
