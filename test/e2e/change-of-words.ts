import type { Locator, Page } from 'playwright-core';
import { PATIENCE_MS } from './main-job.ts';
import type { Words } from './words.ts';

/** Waits until the demo, which a fresh product recognises by itself, has its embeddings. */
export async function untilDemoIsRecognised(page: Page, words: Words): Promise<void> {
  await page.goto('/recognitions');
  const state = page.getByRole('row').getByText(words('common.run.succeeded'), { exact: true });
  await state.first().waitFor({ timeout: PATIENCE_MS });
}

/** Imports a file as a new vocabulary. @returns what the dry run remarks, row by row */
export async function importFile(page: Page, words: Words, { file, name }: { file: string; name: string }) {
  await page.goto('/vocabularies/import');
  await page.getByLabel(words('common.file.pick')).setInputFiles(file);
  const report = page.getByRole('region', { name: words('vocabularyExchange.import.report') });
  await report.getByText('shift_jis').waitFor();
  const remarks = await report.innerText();
  await page.getByLabel(words('vocabularyExchange.import.name')).fill(name);
  await page.getByRole('button', { name: /9/ }).click();
  await page.getByRole('treegrid').waitFor();
  return remarks;
}

const lineOf = (page: Page, label: string): Locator =>
  page
    .getByRole('treegrid')
    .getByRole('row')
    .filter({ has: page.getByText(label, { exact: true }) });

const untilSaved = (page: Page, words: Words) =>
  page.getByRole('status').getByText(words('vocabularies.save.saved'), { exact: true }).waitFor();

/** Gives a concept another label in English, in its panel. */
export async function relabel(page: Page, words: Words, label: string, english: string): Promise<void> {
  await lineOf(page, label).dblclick();
  const field = page.getByRole('group', { name: 'English' }).getByLabel(words('vocabularies.field.prefLabels'));
  await field.fill(english);
  await field.press('Tab');
  await untilSaved(page, words);
  await page
    .getByRole('region', { name: label, exact: true })
    .getByRole('button', { name: words('vocabularies.panel.close') })
    .click();
}

/** Opens the actions of a concept and takes one. */
async function command(page: Page, words: Words, label: string, name: string): Promise<void> {
  await lineOf(page, label).click();
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: words('vocabularies.commandMenu') })
    .click();
  await page.getByRole('menuitem', { name: words(`vocabularies.command.${name}`) }).click();
}

export async function merge(page: Page, words: Words, { stays, gone }: { stays: string; gone: string }) {
  await lineOf(page, stays).click();
  await lineOf(page, gone).click({ modifiers: ['ControlOrMeta'] });
  await page
    .getByRole('toolbar', { name: words('vocabularies.bulk.label') })
    .getByRole('button', { name: words('vocabularies.command.merge') })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: stays }).check();
  await dialog.getByRole('button', { name: words('vocabularies.merge.action'), exact: true }).click();
  await untilSaved(page, words);
}

export async function split(page: Page, words: Words, label: string, parts: readonly (readonly [string, string])[]) {
  await command(page, words, label, 'split');
  const dialog = page.getByRole('dialog');
  for (const [index, [japanese, english]] of parts.entries()) {
    const part = dialog.getByRole('group').nth(index);
    await part.getByLabel('日本語', { exact: true }).fill(japanese);
    await part.getByLabel('English', { exact: true }).fill(english);
  }
  await dialog.getByRole('button', { name: words('vocabularies.split.action'), exact: true }).click();
  await untilSaved(page, words);
}

/** Opens the preview of what publishing touches. */
export async function preview(page: Page, words: Words): Promise<void> {
  await untilSaved(page, words);
  await page.getByRole('link', { name: words('vocabularies.publish.open') }).click();
}

/** Publishes from the preview. */
export async function publish(page: Page, words: Words, number: number): Promise<void> {
  const name = words('vocabularyPublish.form.action').replace('{number}', String(number));
  await page.getByRole('button', { name }).click();
  await page.getByRole('link', { name: words('vocabularyPublish.done.editor') }).waitFor();
}

/** From the page of a published version: recognises the demo's packing by it. */
export async function recognisePacking(page: Page, words: Words): Promise<void> {
  await page.getByRole('link', { name: words('vocabularyPublish.done.recognise') }).click();
  await page.getByLabel(words('recognitions.form.libraries'), { exact: true }).first().click();
  await page.getByRole('option', { name: /Packing/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words('recognitions.form.start'), exact: true }).click();
  await page.getByText(words('common.run.succeeded'), { exact: true }).first().waitFor({ timeout: PATIENCE_MS });
}

/** Labels of a video's segments, in order of time. */
export async function labelsOfSegments(page: Page): Promise<string[]> {
  const rows = page.getByRole('grid').getByRole('row');
  await rows.nth(2).waitFor({ timeout: PATIENCE_MS });
  return (await rows.locator('[role=gridcell]:nth-child(5)').allInnerTexts()).map((text) => text.trim());
}
