import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';

describeInBrowser('the admin', () => {
  const product = useProduct();
  const browser = useBrowser();

  test('speaks the language that the browser asks for, and the one that is chosen', async () => {
    const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
    await page.goto('/');
    await page.getByRole('link', { name: '語彙' }).waitFor();
    await page.getByRole('button', { name: '言語' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Vocabularies' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Vocabularies' }).waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });
});
