import { expect, test } from '@jest/globals';
import { foldedFilter, searchTextOf } from './concept-search.ts';

const tighten = {
  value: 'tighten',
  label: '締付け',
  searchText: searchTextOf({
    notation: 'W-10',
    prefLabels: [{ text: '締付け' }, { text: 'Tighten' }],
    altLabels: [{ texts: ['ボルト締め'] }],
    hiddenLabels: [{ texts: ['しめつけ'] }],
  }),
};
const wipe = { value: 'wipe', label: 'ふき取り' };
const options = [tighten, wipe, { group: 'その他', items: [{ value: 'other', label: '待ち' }] }];
const found = (search: string, limit = 10) => foldedFilter({ options, search, limit });

test.each(['シメツケ', 'ｼﾒﾂｹ', 'ｗ－１０', 'TIGHTEN', 'ﾎﾞﾙﾄ', '締　w-10', '付け'])(
  'an option is found by all that its concept is called: %s',
  (search) => {
    expect(found(search)).toEqual([tighten]);
  },
);

test('other options are found by their labels, those of groups within them', () => {
  expect(found('フキ')).toEqual([wipe]);
  expect(found('マチ')).toEqual([]);
  expect(found('待')).toEqual([options[2]]);
  expect(found('')).toEqual(options);
  expect(found('', 1)).toEqual([tighten]);
});
