import { expect, test } from '@jest/globals';
import { readSheets } from '../../../../../../inference/src/adapters/vocabulary/parse-xlsx.ts';
import { sheetNames, workbookSheets, writeWorkbook } from './workbook.ts';
import type { Workbook } from './workbook.ts';

const workbook: Workbook = {
  about: {
    title: 'このレポート',
    facts: [
      ['語彙', '締付けセル v7'],
      ['確認済み', '42.0%'],
    ],
  },
  sheets: [
    {
      title: '要素時間',
      columns: [
        { name: '要素' },
        { name: '回数' },
        { name: '平均(秒)', format: 'time' },
        { name: '割合', format: 'share' },
      ],
      rows: [
        ['締付け', 12, 2.4671, 0.253],
        ['=HYPERLINK("http://example.org")', 0, 10, 1],
        ['+1', 3, null, null],
        ['constructor', 1, 0.1, 0],
        ['a\u0000_x0041_\nb', 2, 1e-3, 0.5],
      ],
    },
    { title: '要素時間', columns: [{ name: '長さ', format: 'time' }], rows: [] },
  ],
  timeDecimals: 2,
};
const bytesOf = async (book: Workbook) => new Uint8Array(await (await writeWorkbook(book)).arrayBuffer());

test('a workbook holds what its tables hold: texts as texts, figures as figures', async () => {
  const [about, elements, lengths] = await readSheets(await bytesOf(workbook), 'a.xlsx');
  expect(about).toEqual({ sheet: 'このレポート', rows: workbook.about.facts });
  expect(elements).toEqual({
    sheet: '要素時間',
    rows: [['要素', '回数', '平均(秒)', '割合'], ...workbook.sheets[0]!.rows],
  });
  expect(lengths).toEqual({ sheet: '要素時間 (2)', rows: [['長さ']] });
});

test('a workbook has no formula, shows figures as the page does, and keeps heads in sight', () => {
  const [about, elements] = workbookSheets(workbook);
  for (const { data } of workbookSheets(workbook))
    for (const cell of data.flat()) expect([String, Number, undefined]).toContain(cell?.type);
  expect(elements).toMatchObject({ stickyRowsCount: 1 });
  expect(elements!.data[1]).toEqual([
    { value: '締付け', type: String },
    { value: 12, type: Number },
    { value: 2.4671, type: Number, format: '0.00' },
    { value: 0.253, type: Number, format: '0.0%' },
  ]);
  // Japanese signs are as wide as two.
  expect(about!.columns).toEqual([{ width: 10 }, { width: 15 }]);
});

test('sheetNames are such as Excel takes', () => {
  const names = sheetNames(['a/b: [c]?', "'quoted'", '', 'x'.repeat(40), 'x'.repeat(40), 'A', 'a']);
  expect(names).toEqual(['a b   c', 'quoted', 'Sheet', 'x'.repeat(31), `${'x'.repeat(27)} (2)`, 'A', 'a (2)']);
});
