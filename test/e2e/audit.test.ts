import { expect, test } from '@jest/globals';
import { openDatabase } from '../../prisma/src/index.ts';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { barriers, bringAxe } from './accessibility.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';

describeInBrowser('the audit', () => {
  const product = useProduct();
  const browser = useBrowser();

  async function create(name: string, person: string): Promise<void> {
    const query = 'mutation ($name: String!) { createVocabulary(input: { name: $name }) { userErrors { code } } }';
    const sent = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-actionary-person': encodeURIComponent(person) },
      body: JSON.stringify({ query, variables: { name } }),
    });
    expect(await sent.json()).toEqual({ data: { createVocabulary: { userErrors: [] } } });
  }

  /** Waits until the product has given entries their places, without anybody who reads them. */
  async function untilSealed(count: number): Promise<void> {
    const db = openDatabase(product.databaseUrl!);
    while ((await db.prisma.auditEntry.count({ where: { sequence: { not: null } } })) < count);
    await db.close();
  }

  /** Somebody who may write to the database makes an entry say something else. */
  async function forge(): Promise<void> {
    const db = openDatabase(product.databaseUrl!);
    await db.prisma.auditEntry.updateMany({ where: { sequence: 2 }, data: { actorName: 'Sato' } });
    await db.close();
  }

  test(
    'tells who has done what, is searched, followed and taken along, and says where it was changed',
    async () => {
      const words = await wordsIn('ja');
      const t = (key: string) => words(`audit.${key}`);
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await bringAxe(page.context());
      await create('組立', '田中');
      await create('検査', '佐藤');
      await create('梱包', '田中');
      await untilSealed(3);

      await page.goto('/access?show=audit');
      await page.getByText(t('chain.intact'), { exact: true }).waitFor();
      const table = page.getByRole('table', { name: t('title') });
      await table.getByRole('link', { name: '梱包', exact: true }).waitFor();
      expect(await table.getByRole('row').count()).toBe(4);
      expect(await barriers(page)).toEqual([]);

      await page.getByRole('searchbox', { name: t('filter.text') }).fill('検査');
      await table.getByRole('link', { name: '梱包', exact: true }).waitFor({ state: 'detached' });
      const row = table.getByRole('row').nth(1);
      expect(await row.getByText('佐藤', { exact: true }).count()).toBe(1);
      const taking = page.waitForEvent('download');
      await page.getByRole('link', { name: t('export.csv'), exact: true }).click();
      expect((await taking).suggestedFilename()).toBe('audit.csv');

      await row.getByRole('button', { name: t('action.createVocabulary') }).click();
      const entry = page.getByRole('dialog');
      await entry.getByText('"name": "検査"').waitFor();
      expect(await barriers(page)).toEqual([]);
      await entry.getByRole('button', { name: t('entry.onThis'), exact: true }).click();
      await page.getByRole('button', { name: t('filter.subject'), exact: true }).click();
      await page.getByRole('button', { name: t('filter.clearText'), exact: true }).click();
      await table.getByRole('link', { name: '梱包', exact: true }).waitFor();

      await forge();
      await page.getByRole('button', { name: t('chain.again'), exact: true }).click();
      await page.getByRole('alert').getByText(t('chain.broken.changed').replace('{sequence}', '2')).waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await leave();
    },
    PATIENCE_MS,
  );
});
