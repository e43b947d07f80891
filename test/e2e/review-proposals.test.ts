import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';

interface Reviews {
  readonly data: { readonly reviews: { readonly nodes: readonly { readonly verdict: string }[] } };
}

describeInBrowser('what to review next', () => {
  const product = useProduct();
  const browser = useBrowser();

  /** Latest first. */
  async function verdicts(): Promise<string[]> {
    const ask = async (query: string, variables = {}) => {
      const answer = await fetch(new URL('/graphql', product.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return answer.json();
    };
    const { data } = (await ask(
      '{ recognitions { nodes { recipe { vocabularyVersion { vocabulary { id } } } } } }',
    )) as {
      data: { recognitions: { nodes: { recipe: { vocabularyVersion: { vocabulary: { id: string } } } }[] } };
    };
    const { id } = data.recognitions.nodes[0]!.recipe.vocabularyVersion.vocabulary;
    const reviewed = (await ask('query ($id: ID!) { reviews(vocabularyId: $id) { nodes { verdict } } }', {
      id,
    })) as Reviews;
    return reviewed.data.reviews.nodes.map(({ verdict }) => verdict);
  }

  test(
    'proposals are confirmed, corrected and rejected by keys, and are not proposed again',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      await page.goto('/reviews');
      const list = page.getByRole('list', { name: words('reviews.next.list') });
      const proposals = list.getByRole('listitem');
      await proposals.first().waitFor({ timeout: PATIENCE_MS });
      const names = await proposals.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
      await page.keyboard.press('Enter');
      await proposals.nth(0).getByText(words('reviews.next.reviewed')).waitFor();
      await page.keyboard.press('2');
      await proposals.nth(1).getByText(words('reviews.next.reviewed')).waitFor();
      await page.keyboard.press('0');
      await proposals.nth(2).getByText(words('reviews.next.rejected')).waitFor();
      expect(await proposals.nth(3).getAttribute('aria-current')).toBe('true');
      // Said, changed, taken back: nothing is left of it.
      await page.keyboard.press('Enter');
      await proposals.nth(3).getByText(words('reviews.next.reviewed')).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('0');
      await proposals.nth(3).getByText(words('reviews.next.rejected')).waitFor();
      await proposals
        .nth(3)
        .getByRole('button', { name: words('reviews.next.takeBack') })
        .click();
      await proposals.nth(3).getByText(words('reviews.next.rejected')).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: words('reviews.next.more') }).click();
      await page.getByText(/0 of \d+ reviewed/).waitFor({ timeout: PATIENCE_MS });
      expect(await verdicts()).toEqual(['reject', 'correct', 'confirm']);
      const next = await proposals.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
      for (const name of names.slice(0, 3)) expect(next).not.toContain(name);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
