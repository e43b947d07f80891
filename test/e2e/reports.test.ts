import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';

/** Texts of a table's column, from top to bottom. */
async function column(table: Locator, head: string): Promise<string[]> {
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const rows = table.locator(`tbody tr td:nth-child(${heads.indexOf(head) + 1})`);
  return rows.allInnerTexts();
}

describeInBrowser('reports', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'operators are pseudonyms, in the order in which they appeared, and can be forgotten',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const dialog = page.getByRole('dialog');
      const open = async (video: string) => {
        await page.goto(`${product.url}/libraries`);
        await page.getByRole('link', { name: video }).click();
        await page.getByRole('region', { name: words('videos.segments.label') }).waitFor({ timeout: PATIENCE_MS });
      };
      const name = async (video: string, person: string, pseudonym: string) => {
        await open(video);
        await page.getByRole('button', { name: words('operators.set') }).click();
        await dialog.getByText(/^Names are not kept\./).waitFor();
        await dialog.getByLabel(words('operators.name')).fill(person);
        await dialog.getByRole('button', { name: words('common.action.save') }).click();
        await page.getByRole('button', { name: `Operator: ${pseudonym}` }).waitFor({ timeout: PATIENCE_MS });
      };
      await name('packing.mp4', 'Kim 17', 'OP-01');
      await name('assembly.mp4', 'Lee 18', 'OP-02');
      await page.goto(`${product.url}/reports?view=yamazumi&bars=operators`);
      await page.getByText(words('reports.yamazumi.operators.few.title')).waitFor({ timeout: PATIENCE_MS });
      await name('filling.mp4', 'Mia 19', 'OP-03');

      await page.goto(`${product.url}/reports?view=yamazumi&bars=operators`);
      const table = page.getByRole('table', { name: words('reports.yamazumi.operators.table') });
      await table.waitFor({ timeout: PATIENCE_MS });
      expect(await column(table, words('reports.yamazumi.bars.operators'))).toEqual(['OP-01', 'OP-02', 'OP-03']);
      expect(await table.getByRole('button').count()).toBe(0);
      expect(await page.getByText(/Kim|Lee|Mia/).count()).toBe(0);

      await open('filling.mp4');
      await page.getByRole('button', { name: 'Operator: OP-03' }).click();
      await dialog.getByRole('button', { name: 'Forget OP-03…' }).click();
      await dialog.getByRole('button', { name: words('operators.forgetNow') }).click();
      await dialog.getByRole('button', { name: words('operators.forgetNow') }).waitFor({ state: 'detached' });
      await dialog.getByRole('button', { name: words('common.action.cancel') }).click();
      await page.getByRole('button', { name: words('operators.set') }).waitFor({ timeout: PATIENCE_MS });
      await page.goto(`${product.url}/libraries`);
      await page.getByText(/OP-02/).first().waitFor({ timeout: PATIENCE_MS });
      expect(await page.getByText(/OP-03/).count()).toBe(0);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'elements are sorted, open their moments and are saved, and the Yamazumi names its bottleneck',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);

      await page.getByRole('link', { name: words('common.nav.reports') }).click();
      const table = page.getByRole('table', { name: words('reports.elements.title') });
      await table.waitFor({ timeout: PATIENCE_MS });
      await table.getByRole('button', { name: words('reports.elements.element') }).click();
      const names = await column(table, words('reports.elements.element'));
      expect(names.length).toBeGreaterThan(5);
      expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en')));
      await table.getByRole('button', { name: words('reports.elements.count'), exact: true }).click();
      const counts = (await column(table, words('reports.elements.count'))).map(Number);
      expect(counts).toHaveLength(names.length);
      expect(counts[0]).toBeGreaterThan(1);
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));

      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: words('reports.save.csv') }).click();
      const saved = await readFile(await (await saving).path(), 'utf8');
      const [heads, ...rows] = saved.trimEnd().split('\r\n');
      expect(heads).toMatch(/^\uFEFFElement,Notation,Value class,n,Total \(s\),/);
      expect(rows).toHaveLength(names.length);

      await page.getByRole('tab', { name: words('reports.views.yamazumi') }).click();
      await page
        .getByText(/^The bottleneck is Line 1 .+: a cycle takes [\d.]+ s on average\.$/)
        .waitFor({ timeout: PATIENCE_MS });
      await page.getByLabel(words('reports.choice.takt')).fill('10');
      await page.getByText(/Above the takt of 10\.00 s: /).waitFor({ timeout: PATIENCE_MS });
      expect(new URL(page.url()).searchParams.get('takt')).toBe('10');

      await page.getByRole('tab', { name: words('reports.views.elements') }).click();
      await table
        .getByRole('button', { name: /^Show the occurrences of/ })
        .first()
        .click();
      const drawer = page.getByRole('dialog');
      const moment = drawer.getByRole('link').first();
      await moment.waitFor({ timeout: PATIENCE_MS });
      const address = await moment.getAttribute('href');
      expect(address).toMatch(/^\/videos\/\w+\?t=\d+$/);
      await moment.click();
      await page.waitForURL(`**${address!.split('?')[0]!}**`, { timeout: PATIENCE_MS });
      await page.getByRole('region', { name: words('videos.segments.label') }).waitFor({ timeout: PATIENCE_MS });
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
