import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { readSheets } from '../../inference/src/adapters/vocabulary/parse-xlsx.ts';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { openDemoVideo, untilSaved } from './reviewing.ts';
import { wordsIn } from './words.ts';

const FILE = `WEBVTT

00:00.000 --> 00:02.000
ﾋﾟｯｸｱｯﾌﾟ

00:02.000 --> 00:04.500
PICK UP

00:04.500 --> 00:06.000
screw it in

00:06.000 --> 99:00.000
Inspect
`;

describeInBrowser('files', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'of annotations become reviews after a look at what they mean, and are taken back by one button',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'packing.mp4');
      const take = async () => {
        await page.getByRole('button', { name: words('annotations.open'), exact: true }).click();
        const buffer = Buffer.from(FILE);
        await page
          .getByLabel(words('common.file.pick'), { exact: true })
          .setInputFiles({ name: 'packing.vtt', mimeType: 'text/vtt', buffer });
      };
      await take();
      const dialog = page.getByRole('dialog', { name: words('annotations.title') });
      await dialog.getByRole('button', { name: 'Import 2', exact: true }).waitFor();
      await dialog.getByText(words('annotations.problem.cut'), { exact: false }).waitFor({ state: 'attached' });
      // What nobody knows stands first.
      const fields = dialog.getByRole('combobox');
      expect(await fields.evaluateAll((found) => found.map((field) => field.getAttribute('aria-label')))).toEqual([
        'ﾋﾟｯｸｱｯﾌﾟ',
        'screw it in',
        'PICK UP',
        'Inspect',
      ]);
      // By a synonym, however it is typed.
      await dialog.getByRole('combobox', { name: 'screw it in' }).fill('ｓｃｒｅｗ');
      await page.getByRole('option', { name: 'Tighten' }).click();
      await dialog.getByRole('button', { name: 'Import 3', exact: true }).click();
      const reviews = await untilSaved(product.url, videoId, 3);
      expect(reviews.map((review) => review.replace(/–\d+$/, ''))).toEqual([
        'draw pick-up 2000',
        'draw tighten 4500',
        'draw inspect 6000',
      ]);
      await take();
      await dialog.getByRole('combobox', { name: 'screw it in' }).waitFor();
      await dialog.getByRole('button', { name: 'Import', exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: words('annotations.undo'), exact: true }).click();
      await untilSaved(product.url, videoId, 0);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'of a report hold the figures of its page, and what its charts are drawn from',
    async () => {
      const words = await wordsIn('ja');
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await untilDemoIsRecognised(page, words);
      await page.goto('/reports?view=pareto');
      const table = page.getByRole('table', { name: words('reports.pareto.table') });
      await table.waitFor({ timeout: PATIENCE_MS });
      const cells = await table.locator('tbody tr').first().locator('td').allInnerTexts();
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: words('reports.workbook.save'), exact: true }).click();
      const download = await saving;
      expect(download.suggestedFilename()).toMatch(/^pareto-.+-v1\.xlsx$/);
      const [about, pareto, boxes, lengths, ...others] = await readSheets(
        await readFile(await download.path()),
        'saved.xlsx',
      );
      expect(others).toEqual([]);
      expect(about!.rows.map(([name]) => name)).toEqual(
        expect.arrayContaining(['レポート', '語彙', 'レシピ', '確認済み']),
      );
      const [label, time, share, cumulative] = pareto!.rows[1]!;
      expect([label, Number(time).toFixed(2), `${(100 * Number(share)).toFixed(1)}%`]).toEqual(cells.slice(0, 3));
      expect([typeof time, typeof share, cumulative]).toEqual(['number', 'number', share]);
      expect(boxes!.rows).toHaveLength(pareto!.rows.length);
      expect(lengths!.rows.length).toBeGreaterThan(boxes!.rows.length);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
