import { expect, test } from '@jest/globals';
import { bareContent } from './concept-content.ts';
import { compareContents } from './describe-change.ts';

const tighten = bareContent('tighten', { en: 'Tighten', ja: '締め付け' });

test('compareContents tells field by field and language by language what is different', () => {
  const before = new Map([
    ['tighten', tighten],
    ['wipe', bareContent('wipe', { en: 'Wipe' })],
  ]);
  const changed = {
    ...tighten,
    prefLabels: { en: 'Tighten', ja: '締付け', 'ja-Hira': 'しめつけ' },
    altLabels: { en: ['Fasten', 'Screw'] },
    facets: { valueClass: ['net'] },
    position: 2,
  };
  const after = new Map([
    ['tighten', changed],
    ['scan', bareContent('scan', { en: 'Scan' })],
  ]);
  const change = { conceptId: 'tighten', language: null };
  expect(compareContents(before, after)).toEqual({
    added: ['scan'],
    removed: ['wipe'],
    changes: expect.arrayContaining([
      { ...change, field: 'prefLabels', language: 'ja', from: '締め付け', to: '締付け' },
      { ...change, field: 'prefLabels', language: 'ja-Hira', from: null, to: 'しめつけ' },
      { ...change, field: 'altLabels', language: 'en', from: null, to: 'Fasten\nScrew' },
      { ...change, field: 'facets', from: null, to: '{"valueClass":["net"]}' },
      { ...change, field: 'position', from: '0', to: '2' },
    ]),
  });
  expect(compareContents(before, after).changes).toHaveLength(5);
});

test('compareContents finds nothing between equal contents, in whichever order an object has its keys', () => {
  const contents = new Map([['tighten', { ...tighten, facets: { valueClass: ['net'], therbligs: ['use'] } }]]);
  const equal = { ...tighten, facets: { therbligs: ['use'], valueClass: ['net'] }, versionId: 2 };
  expect(compareContents(contents, new Map([['tighten', equal]]))).toEqual({
    added: [],
    removed: [],
    changes: [],
  });
});
