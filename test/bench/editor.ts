import type { Page } from 'playwright-core';
import type { Product } from '../factories/product.ts';
import { ask } from './ask.ts';
import { longestInteraction } from './interaction.ts';

const CREATE = `mutation ($input: CreateVocabularyInput!) {
  made: createVocabulary(input: $input) { vocabulary { id draft { id revision } } }
}`;
const CHANGE = `mutation ($input: ChangeVocabularyDraftInput!) {
  changed: changeVocabularyDraft(input: $input) { userErrors { message } }
}`;
/** Narrower concepts of each. */
const BRANCHES = 9;
const PATIENCE_MS = 120_000;

/** Types, renames, moves and searches in a draft. @returns the longest time to the next paint, in milliseconds */
export async function useEditor(page: Page, product: Product, conceptCount: number): Promise<number> {
  const id = await fillVocabulary(product, conceptCount);
  await page.goto(`/vocabularies/${encodeURIComponent(id)}?concept=word-10`);
  const grid = page.getByRole('treegrid');
  await grid.waitFor({ timeout: PATIENCE_MS });
  const label = page.locator('#concept-panel').getByLabel('Preferred label').first();
  await label.waitFor({ timeout: PATIENCE_MS });
  // The first look at a page is measured elsewhere.
  await page.waitForTimeout(3000);
  await longestInteraction(page);
  await label.click();
  await label.pressSequentially(' of the whole housing', { delay: 80 });
  await grid.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowDown', { delay: 60 });
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Label (English)' }).pressSequentially('Turn it over', { delay: 80 });
  await page.keyboard.press('Enter');
  for (let step = 0; step < 3; step++) await page.keyboard.press('Alt+ArrowDown', { delay: 60 });
  await page.getByRole('searchbox', { name: 'Search concepts' }).pressSequentially('word 12', { delay: 80 });
  await page.waitForTimeout(1000);
  return longestInteraction(page);
}

/** A vocabulary with a draft of so many concepts, nine below each tenth. @returns its id in the API */
async function fillVocabulary(product: Product, conceptCount: number): Promise<string> {
  type Made = { made: { vocabulary: { id: string; draft: { id: string; revision: number } } } };
  const { made } = await ask<Made>(product, CREATE, { input: { name: `${conceptCount} words` } });
  const { id, draft } = made.vocabulary;
  const operations = Array.from({ length: conceptCount }, (_, index) => {
    const parent = index - (index % (BRANCHES + 1));
    return {
      put: {
        externalId: `word-${index}`,
        position: index,
        broaderExternalId: parent === index ? null : `word-${parent}`,
        prefLabels: [
          { language: 'en', text: `Word ${index}` },
          { language: 'ja', text: `作業 ${index}` },
        ],
      },
    };
  });
  const input = { versionId: draft.id, expectedRevision: draft.revision, operations, asOne: true };
  const { changed } = await ask<{ changed: { userErrors: { message: string }[] } }>(product, CHANGE, { input });
  if (changed.userErrors.length > 0) throw new Error(changed.userErrors[0].message);
  return id;
}
