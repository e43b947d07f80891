import type { Page } from 'playwright-core';
import type { Words } from './words.ts';

export const PATIENCE_MS = 120_000;

export async function curateVocabulary(page: Page, words: Words, name: string): Promise<void> {
  await page.getByRole('link', { name: words('common.nav.vocabularies'), exact: true }).click();
  await page.getByRole('button', { name: words('vocabularies.details.create') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('vocabularies.details.name')).fill(name);
  await dialog.getByRole('button', { name: words('common.action.create') }).click();
  await page
    .getByRole('button', { name: words('vocabularies.command.paste') })
    .first()
    .click();
  await page
    .getByLabel(words('vocabularies.paste.lines'))
    .fill('締付け\tTighten\nテープ貼り\tTape\nコード読取り\tScan\n拭取り\tWipe\n手待ち\tWait');
  await page.getByRole('dialog').getByRole('button', { name: '5' }).click();
  await page.getByText(words('vocabularies.save.saved'), { exact: true }).waitFor();
  await page.getByRole('link', { name: words('vocabularies.publish.open') }).click();
  await page.getByRole('button', { name: words('vocabularyPublish.form.action').replace('{number}', '1') }).click();
  await page.getByRole('link', { name: words('vocabularyPublish.done.editor') }).click();
  await page.getByText(words('vocabularies.readOnly')).waitFor();
}

export async function addLibrary(page: Page, words: Words, { station, folder }: { station: string; folder: string }) {
  await page.getByRole('link', { name: words('common.nav.libraries'), exact: true }).click();
  await page.getByRole('button', { name: words('libraries.station.addRoot') }).click();
  const stationDialog = page.getByRole('dialog');
  await stationDialog.getByLabel(words('libraries.station.name'), { exact: false }).first().fill(station);
  await stationDialog.getByRole('button', { name: words('common.action.create') }).click();
  await page.getByRole('treeitem', { name: new RegExp(station) }).click();
  await page
    .getByRole('button', { name: words('libraries.add.open') })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('libraries.add.name')).fill(`${station} videos`);
  await dialog.getByRole('radio', { name: words('libraries.add.folder') }).check();
  await dialog.getByLabel(words('libraries.add.path')).fill(folder);
  await dialog.getByRole('button', { name: words('libraries.add.submit') }).click();
}

export async function recognize(page: Page, words: Words, vocabulary: string): Promise<void> {
  await page.getByRole('checkbox', { name: /packing\.mp4/ }).check({ timeout: PATIENCE_MS });
  await page.getByRole('link', { name: words('libraries.selection.recognise') }).click();
  await page.getByLabel(words('recognitions.form.vocabulary'), { exact: true }).first().click();
  await page.getByRole('option', { name: new RegExp(vocabulary) }).click();
  await page.getByRole('button', { name: words('recognitions.form.start'), exact: true }).click();
  await page.getByText(words('common.run.succeeded'), { exact: true }).first().waitFor({ timeout: PATIENCE_MS });
}

/** The segments on the video's page. */
export async function seeTimeline(page: Page): Promise<void> {
  await page.getByRole('link', { name: /packing\.mp4/ }).click();
  await page.getByRole('row').nth(3).waitFor();
}

/** Clicks the first segment of a concept, and waits until the player is where it begins. */
export async function seekTo(page: Page, label: string): Promise<void> {
  const cell = page.getByRole('gridcell', { name: label, exact: true });
  const row = page.getByRole('row').filter({ has: cell }).first();
  const begin = (await row.getByRole('gridcell').nth(1).textContent()) ?? '';
  await row.click();
  const [minutes = 0, seconds = 0] = begin.split(':').map(Number);
  const wanted = 60 * minutes + seconds;
  await page.waitForFunction(`Math.abs(document.querySelector('video').currentTime - ${wanted}) < 0.05`);
}

/** Waits for a page's first time, and gives it as it is shown, with its hour and minute in a zone: `10:41`. */
export async function shownTime(page: Page, timeZone: string, language: string) {
  const time = page.locator('main time[datetime]').first();
  const [shown, iso] = [await time.innerText(), (await time.getAttribute('datetime'))!];
  const format = new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' });
  const parts = new Map(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return { shown, local: `${parts.get('hour')}:${parts.get('minute')}` };
}
