import path from 'node:path';
import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import {
  importFile,
  labelsOfSegments,
  merge,
  preview,
  publish,
  recognisePacking,
  relabel,
  split,
  untilDemoIsRecognised,
} from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';

const FILE = path.join(import.meta.dirname, '../fixtures/words-cp932.csv');

describeInBrowser('when words change', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'a list from a Japanese spreadsheet is mended, tried, published and recognised; after a merge and a split, old results are under the new words',
    async () => {
      const words = await wordsIn('ja');
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await untilDemoIsRecognised(page, words);
      const remarks = await importFile(page, words, { file: FILE, name: 'セル4の用語' });
      expect(remarks).toContain(words('checks.kind.missingLanguage.title'));
      await relabel(page, words, 'テープ貼り', 'Tape');
      await relabel(page, words, 'コード読取り', 'Scan');
      const editor = page.url();

      await page.goto('/moments');
      await page.getByLabel(words('moments.phrase')).fill('a worker wiping something');
      await page.getByRole('heading', { name: words('moments.results') }).waitFor();
      await page.getByText('packing.mp4').first().waitFor({ timeout: PATIENCE_MS });
      // A reading, as some keyboards write it, means the concept.
      await page.getByLabel(words('moments.phrase')).fill('ﾌｷﾄﾘ');
      await page.getByRole('radio', { name: /拭取り/, checked: true }).waitFor({ state: 'attached' });

      await page.goto(editor);
      await preview(page, words);
      await publish(page, words, 1);
      await recognisePacking(page, words);
      await page.getByRole('link', { name: /packing\.mp4/ }).click();
      const before = await labelsOfSegments(page);
      const video = page.url();
      expect(before).toEqual(expect.arrayContaining(['拭取り', 'テープ貼り', 'コード読取り']));

      await page.goto(editor);
      await page
        .getByRole('button', { name: words('vocabularies.version.open') })
        .first()
        .click();
      await page.getByRole('link', { name: words('vocabularies.publish.open') }).waitFor();
      await merge(page, words, { stays: '外観検査', gone: 'コード読取り' });
      await split(page, words, '拭取り', [
        ['乾拭き', 'Wipe dry'],
        ['濡れ拭き', 'Wipe wet'],
      ]);
      await preview(page, words);
      const changes = page.getByRole('table', { name: words('vocabularyPublish.changes.label') });
      const divided = changes.getByRole('row').filter({ hasText: words('vocabularyPublish.kind.split') });
      expect(await divided.innerText()).toMatch(/乾拭き[^]*濡れ拭き/);
      await publish(page, words, 2);

      await page.goto(video);
      await page
        .getByRole('gridcell', { name: /乾拭き.*濡れ拭き/ })
        .first()
        .waitFor();
      const expected = new Map<string, unknown>([
        ['拭取り', expect.stringMatching(/乾拭き.*濡れ拭き/)],
        ['コード読取り', '外観検査'],
      ]);
      expect(await labelsOfSegments(page)).toEqual(before.map((label) => expected.get(label) ?? label));
      expect(complaints).toEqual([]);
      await leave();
    },
    6 * PATIENCE_MS,
  );
});
