import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { FAR_RECORDINGS } from '../factories/demo.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { reviewDemo } from './reviewed-site.ts';
import { wordsIn } from './words.ts';

describeInBrowser('what reviews teach', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'is trained into an adapter, reported, put into a recipe, published, and left again for what was there before',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      await reviewDemo(product.url, FAR_RECORDINGS.slice(0, 5));
      await page.goto('/adapters');
      await page.getByRole('button', { name: words('adapters.train.start'), exact: true }).click();
      await page.getByRole('link', { name: words('learning.adapters.open') }).click({ timeout: PATIENCE_MS });
      await page.getByText(words('adapters.report.usable')).waitFor();
      const concepts = page.getByRole('table', { name: words('adapters.report.concepts.title') });
      expect(await concepts.getByRole('row').count()).toBe(12);
      await page.getByRole('button', { name: words('recipeMaker.make') }).click();
      await page.getByRole('link', { name: words('recipeMaker.start') }).click();

      await page.getByLabel(words('recognitions.form.libraries'), { exact: true }).first().click();
      await page.getByRole('option', { name: /farther/ }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: words('recognitions.form.start'), exact: true }).click();
      await page.waitForURL(/\/recognitions\/[0-9a-zA-Z_-]{8,}/);
      const publish = words('publication.publish.action');
      await page.getByRole('button', { name: publish, exact: true }).click({ timeout: PATIENCE_MS });
      await page.getByRole('dialog').getByRole('button', { name: publish, exact: true }).click();
      await page.getByText(words('publication.publish.done')).first().waitFor({ timeout: PATIENCE_MS });

      await page.goto('/adapters');
      const inUse = page.getByRole('region', { name: words('adapters.inUse.title'), exact: true });
      await inUse.getByText(words('adapters.inUse.now')).waitFor();
      await inUse.getByRole('button', { name: /Workbench demo/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('adapters.inUse.action'), exact: true })
        .click();
      await inUse.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'says how sure recognition may be, and which concepts are taken for which',
    async () => {
      const words = await wordsIn('ja');
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await page.goto('/adapters');
      const calibration = page.getByRole('region', { name: words('calibrations.title'), exact: true });
      await calibration.getByRole('button', { name: words('calibrations.form.start'), exact: true }).click();
      await calibration
        .getByRole('link', { name: words('learning.calibrations.open') })
        .click({ timeout: PATIENCE_MS });
      await page.getByText(words('calibrations.verdict.improves.title')).waitFor();
      await page.getByRole('heading', { name: words('calibrations.report.diagram.title') }).waitFor();
      await page.getByRole('button', { name: words('recipeMaker.make') }).click();
      await page.getByRole('link', { name: words('recipeMaker.start') }).waitFor();

      await page.goto('/evaluations');
      const start = words('evaluations.form.startThis').replace('{name}', words('evaluations.protocol.confusion.name'));
      await page.getByRole('button', { name: start }).click();
      await page.getByRole('link', { name: words('learning.evaluations.open') }).click({ timeout: PATIENCE_MS });
      await page.getByRole('heading', { name: words('evaluations.confusion.worst') }).waitFor();
      const methods = page.getByRole('table', { name: words('evaluations.methods') });
      expect(await methods.getByRole('row').count()).toBeGreaterThan(5);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'is asked about other pictures, other stations, whole videos, more reviews and concepts without any',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await reviewDemo(product.url, ['packing', 'assembly']);
      /** Opens what a protocol finds. */
      const evaluate = async (protocol: string) => {
        const name = words(`evaluations.protocol.${protocol}.name`);
        await page.goto('/evaluations');
        await page.getByRole('button', { name: words('evaluations.form.startThis').replace('{name}', name) }).click();
        await page.getByRole('link', { name: words('learning.evaluations.open') }).click({ timeout: PATIENCE_MS });
        await page.getByRole('heading', { level: 1, name }).waitFor();
      };
      const shareIn = (text: string) => Number(/\d+(?:\.\d+)?/.exec(text)![0]);

      await evaluate('robustness');
      const conditions = page.getByRole('table', { name: words('evaluations.result'), exact: true });
      const rows = await conditions.getByRole('row').allInnerTexts();
      expect(rows.length).toBeGreaterThan(10);
      const cells = conditions.getByRole('row').nth(1).getByRole('cell');
      expect(await cells.first().innerText()).toBe(words('evaluations.robustness.unchanged'));
      // The demo's far camera is what an adapter helps with.
      const [frozen, adapted] = [await cells.nth(1).innerText(), await cells.nth(2).innerText()];
      expect(shareIn(adapted)).toBeGreaterThan(shareIn(frozen));

      await evaluate('crossLibrary');
      const pairs = page.getByRole('region').filter({ has: page.getByRole('table') });
      expect((await pairs.getByRole('heading').allInnerTexts()).length).toBe(6);

      await evaluate('timeline');
      const accuracy = page.getByRole('row').filter({ hasText: words('evaluations.timeline.about.frameAccuracy') });
      expect(shareIn(await accuracy.getByRole('cell').last().innerText())).toBeGreaterThan(50);

      for (const protocol of ['fewShot', 'baseToNovel']) {
        await evaluate(protocol);
        // The head, then the methods.
        expect([protocol, await page.getByRole('table').getByRole('row').count()]).toEqual([protocol, 7]);
        await page.getByRole('img').first().waitFor();
      }
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
