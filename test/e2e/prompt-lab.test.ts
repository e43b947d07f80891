import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { DEMO_STATIONS, FAR_RECORDINGS } from '../factories/demo.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { createPromptSet, reviewDemo } from './reviewed-site.ts';
import { wordsIn } from './words.ts';

const GOOD = '{label}';
const HARMFUL = 'a worker hammering the motor, then {label}';

describeInBrowser('the prompt lab', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'finds the template that does harm, drops it, says what that gains, and saves what has been tried',
    async () => {
      const words = await wordsIn('en');
      const lab = (place: string) => words(`promptLab.${place}`);
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      await page.goto('/prompts');
      await page.getByRole('link', { name: lab('open') }).click();
      await page.getByText(lab('reviewed.none')).waitFor();

      await reviewDemo(product.url, [...DEMO_STATIONS, ...FAR_RECORDINGS]);
      const version = await createPromptSet(product.url, 'Ours', [GOOD, HARMFUL]);
      await page.goto(`/prompts/lab?a=${version}&b=${version}`);
      const one = page.getByRole('region', { name: lab('one') });
      const other = page.getByRole('region', { name: lab('other') });
      const compare = page.getByRole('button', { name: lab('compare'), exact: true });
      await one.getByRole('switch').click();
      await other.getByRole('switch').click();
      await page.getByText(lab('same')).waitFor();
      expect(await compare.isDisabled()).toBe(true);

      const single = other.getByLabel(lab('single.add'), { exact: true }).first();
      await single.click();
      await page.getByRole('option', { name: /^Wipe/ }).click();
      await other.getByLabel('Wipe', { exact: true }).fill('a worker wiping something\nhands polishing something');
      await compare.click();
      const effects = page.getByRole('table', { name: lab('effects.title') });
      await effects.waitFor({ timeout: PATIENCE_MS });
      const harmful = effects.getByRole('row').filter({ hasText: lab('effects.harmful') });
      expect(await harmful.innerText()).toContain(HARMFUL);

      await harmful.getByRole('button').click();
      await page.getByText(lab('behind')).waitFor();
      await compare.click();
      await page
        .getByText(/^B is right on [0-9]+ more of 103 spans .*beyond chance\.$/)
        .waitFor({ timeout: PATIENCE_MS });
      const concepts = page.getByRole('table', { name: lab('concepts.title') });
      await concepts.getByRole('button').first().click();
      const change = concepts.getByRole('list').getByRole('listitem').first();
      expect(await change.getByRole('link').getAttribute('href')).toMatch(/^\/videos\/.+\?t=[0-9]+$/);
      expect(await change.innerText()).toMatch(/A[^]+B/);

      await other.getByRole('button', { name: 'Save as Ours v2' }).click();
      await page.getByText('Ours v2 is saved').waitFor();
      await other.getByRole('button', { name: lab('single.save') }).click();
      await other.getByRole('link', { name: lab('single.open') }).click();
      await page.getByText('hands polishing something').first().waitFor();
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
