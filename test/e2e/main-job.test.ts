import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { describeInBrowser, TIME_ZONES, useBrowser } from '../factories/browser.ts';
import { demoVideo } from '../factories/demo.ts';
import { useFreshProduct } from '../factories/running-product.ts';
import { addLibrary, curateVocabulary, PATIENCE_MS, recognize, seekTo, seeTimeline, shownTime } from './main-job.ts';
import { wordsIn } from './words.ts';

describeInBrowser('from an empty database', () => {
  const product = useFreshProduct();
  const browser = useBrowser();

  test('the admin speaks the language that the browser asks for, and the one that is chosen', async () => {
    const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
    await page.goto('/');
    await page.getByRole('link', { name: '語彙', exact: true }).waitFor();
    await page.getByRole('button', { name: '言語' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Vocabularies', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Vocabularies', exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });

  test.each([
    { language: 'ja', locale: 'ja-JP', wipe: '拭取り' },
    { language: 'en', locale: 'en-GB', wipe: 'Wipe' },
  ] as const)(
    'a vocabulary of one’s own is recognised in a video of one’s own ($language)',
    async ({ language, locale, wipe }) => {
      const words = await wordsIn(language);
      const folder = path.join(product.folder, `videos ${language}`);
      await mkdir(folder);
      await copyFile(demoVideo('packing'), path.join(folder, 'packing.mp4'));
      const { page, complaints, leave } = await browser.visit(product.url, locale);
      await page.goto('/');
      await curateVocabulary(page, words, `Cell 4 ${language}`);
      await addLibrary(page, words, { station: `Cell 4 ${language}`, folder });
      await recognize(page, words, `Cell 4 ${language}`);
      await seeTimeline(page);
      await seekTo(page, wipe);
      for (const place of ['/', '/vocabularies', '/recognitions', '/jobs']) {
        await page.goto(place);
        const { shown, local } = await shownTime(page, TIME_ZONES[locale], language);
        expect([place, shown]).toEqual([place, expect.stringContaining(local)]);
      }
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
