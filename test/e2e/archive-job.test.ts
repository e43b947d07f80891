import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';
import type { Words } from './words.ts';

/** Recognises the demo once more with other settings and every result held; ends on the recognition's page. */
async function recogniseHeld(page: Page, words: Words): Promise<void> {
  await page.goto('/recognitions');
  await page.getByRole('link', { name: words('recognitions.new') }).click();
  await page.getByLabel(words('recognitions.form.libraries'), { exact: true }).first().click();
  await page.getByRole('option').first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel(words('recognitions.form.succeeds')).first().click();
  await page.getByRole('option', { name: /demo/i }).first().click();
  await page.getByText(words('recognitions.form.details')).click();
  await page.getByLabel(words('recognitions.form.frameCount')).fill('16');
  await page.getByLabel(words('recognitions.form.hold')).check();
  await page.getByRole('button', { name: words('recognitions.form.start'), exact: true }).click();
  await page.waitForURL(/\/recognitions\/[0-9a-zA-Z_-]{8,}/);
}

/** Takes an act and confirms it. */
async function act(page: Page, words: Words, name: 'publish' | 'rollBack'): Promise<void> {
  const action = words(`publication.${name}.action`);
  await page.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: words(`publication.${name}.title`) });
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await page
    .getByText(words(`publication.${name}.done`))
    .first()
    .waitFor({ timeout: PATIENCE_MS });
}

describeInBrowser('an archive', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'held results are compared with the earlier ones, published, and rolled back',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      await recogniseHeld(page, words);
      await page.getByRole('link', { name: words('publication.compare') }).click({ timeout: PATIENCE_MS });
      await page.getByRole('heading', { name: words('recognitionComparison.title') }).waitFor();
      await page.getByRole('table').first().getByRole('row').nth(1).waitFor({ timeout: PATIENCE_MS });
      await act(page, words, 'publish');
      await act(page, words, 'rollBack');
      await page.getByRole('button', { name: words('publication.publish.action'), exact: true }).waitFor();
      const history = page.getByRole('list', { name: words('publication.history') });
      expect(await history.innerText()).toMatch(/published.*rolled back/);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
