import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
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

/** `m:ss.mmm`, as the tables have it; a dash: not there. */
function secondsOf(text: string): number {
  if (text === '–') return 0;
  const [minutes = '', seconds = ''] = text.split(':');
  return Number(minutes) * 60 + Number(seconds);
}

/** Waits until each of the page's videos has passed a time, by so many seconds. */
async function untilPassed(page: Page, timesS: readonly number[], byS: { from: number; to: number }): Promise<void> {
  const passed = `Array.from(document.querySelectorAll('video'), (video) => video.currentTime)
    .map((time, index) => time - ${JSON.stringify(timesS)}[index])`;
  await page.waitForFunction(
    `${passed}.filter((passed) => passed > ${byS.from} && passed < ${byS.to}).length === ${timesS.length}`,
    undefined,
    { timeout: PATIENCE_MS },
  );
}

/** The pages of a PDF. */
function sheetsOf(pdf: Buffer): { widthMm: number; heightMm: number }[] {
  const boxes = pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b[^]*?\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g);
  const toMm = (points: string) => Math.round((Number(points) * 25.4) / 72);
  return Array.from(boxes, ([, width = '', height = '']) => ({ widthMm: toMm(width), heightMm: toMm(height) }));
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
        .getByText(/^The bottleneck is (Assembly|Filling|Packing|Gears) .+: a cycle takes [\d.]+ s on average\.$/)
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

  test(
    'the worst cycle of a station is compared with its best, and the Yamazumi printed on A3',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      // There is no printer: what would be printed is looked at.
      await page.addInitScript('window.print = () => {}');
      await untilDemoIsRecognised(page, words);
      await page.getByRole('link', { name: words('common.nav.reports') }).click();
      await page.getByRole('tab', { name: words('reports.views.yamazumi') }).click();
      await page.getByTitle(/^Open the longest cycle of Packing /).click({ timeout: PATIENCE_MS });
      await page.getByRole('region', { name: words('videos.segments.label') }).waitFor({ timeout: PATIENCE_MS });
      const worst = new URL(page.url());
      await page.goBack();
      await page.getByRole('link', { name: /^Compare the longest cycle of Packing .+ with the best$/ }).click();
      const table = page.getByRole('table', { name: words('compare.table.title') });
      await table.waitFor({ timeout: PATIENCE_MS });
      const right = new URL(page.url()).searchParams.get('right')!;
      expect(right).toContain(`${path.basename(worst.pathname)}@${worst.searchParams.get('t')!}-`);

      const rows = await Promise.all(
        (await table.locator('tbody tr').all()).map((row) => row.getByRole('cell').allInnerTexts()),
      );
      const [, left = '', other = '', difference = ''] = rows.at(-1)!;
      expect(difference).toMatch(/^\+/);
      expect(secondsOf(difference.slice(1))).toBeCloseTo(secondsOf(other) - secondsOf(left), 3);

      // Both go to an element, wherever it begins in either, and on from there.
      const common = rows.findIndex(([, one, another], index) => index > 0 && one !== '–' && another !== '–');
      await table.getByRole('button').nth(common).click();
      const beginOf = (side: 'left' | 'right', place: number) =>
        rows
          .slice(0, common)
          .reduce(
            (sum, cells) => sum + secondsOf(cells[place]!),
            Number(/@(\d+)-/.exec(new URL(page.url()).searchParams.get(side)!)![1]) / 1000,
          );
      const begins = [beginOf('left', 1), beginOf('right', 2)];
      await untilPassed(page, begins, { from: -0.1, to: 0.1 });
      await page.getByRole('button', { name: words('videos.player.play') }).click();
      await untilPassed(page, begins, { from: 0.4, to: 60 });
      await page.getByRole('button', { name: words('videos.player.pause') }).click();

      await page.goBack();
      await page.getByRole('button', { name: words('reports.print.print') }).click();
      await page.getByRole('menuitem', { name: 'A3 landscape' }).click();
      const chart = page.getByRole('region', { name: words('reports.yamazumi.title') }).locator('[aria-hidden] > svg');
      await chart.waitFor({ timeout: PATIENCE_MS });
      await page.getByRole('menuitem').first().waitFor({ state: 'hidden' });
      const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
      expect(sheets).toEqual([{ widthMm: 420, heightMm: 297 }]);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
