import { beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { adminPages } from '../factories/admin-pages.ts';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { FAR_RECORDINGS } from '../factories/demo.ts';
import { useProduct } from '../factories/running-product.ts';
import { barriers, bringAxe, goOnTo, tabThrough, untilShown } from './accessibility.ts';
import { PATIENCE_MS } from './main-job.ts';
import { learnFromDemo, openDemoDraft, reviewDemo, startOwnRecipe } from './reviewed-site.ts';
import { wordsIn } from './words.ts';
import type { Words } from './words.ts';

/** Whatever people have before them, each of the themes and widths in one of the languages. */
const LOOKS = [
  { language: 'ja', locale: 'ja-JP', colorScheme: 'light', width: 1440 },
  { language: 'en', locale: 'en-GB', colorScheme: 'dark', width: 390 },
] as const;

/** What opens over a page: where, and how. */
const OPENED: readonly (readonly [name: string, place: RegExp, open: (page: Page, words: Words) => Promise<void>])[] = [
  [
    'a concept of a draft',
    /^\/vocabularies\/[^/]{12,}$/,
    async (page) => {
      await page.getByRole('treegrid').getByRole('row').nth(2).dblclick();
      await page.getByRole('tabpanel').getByRole('textbox').first().waitFor();
    },
  ],
  [
    'the search',
    /^\/$/,
    async (page, words) => {
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: words('search.label') }).fill('a');
      await page.getByRole('option').first().waitFor();
    },
  ],
  [
    'the form of a new library',
    /^\/libraries$/,
    async (page, words) => {
      await page
        .getByRole('button', { name: words('libraries.add.open') })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    },
  ],
  [
    'the keys of a video',
    /^\/videos\//,
    async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'an entry of the audit',
    /^\/access\?show=audit$/,
    async (page) => {
      await page.getByRole('table').getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('term').first().waitFor();
    },
  ],
  [
    'the occurrences of an element',
    /^\/reports$/,
    async (page) => {
      await page.getByRole('table').first().getByRole('button').nth(-1).click();
      await page.getByRole('dialog').getByRole('link').first().waitFor();
    },
  ],
];

describeInBrowser('the admin of a site that has something of everything', () => {
  const product = useProduct();
  const browser = useBrowser();

  beforeAll(async () => {
    await reviewDemo(product.url, FAR_RECORDINGS.slice(0, 5));
    await Promise.all([learnFromDemo(product.url), openDemoDraft(product.url)]);
  }, 2 * PATIENCE_MS);

  /** Every page and what opens over it. @returns a line for each barrier */
  async function lookAround({ language, locale, colorScheme, width }: (typeof LOOKS)[number]): Promise<string[]> {
    const words = await wordsIn(language);
    const { page, complaints, leave } = await browser.visit(product.url, locale);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await bringAxe(page.context());
    const found: string[] = [];
    const note = async (name: string) => {
      for (const barrier of await barriers(page)) found.push(`${name} (${language}, ${colorScheme}): ${barrier}`);
    };
    let isAlone = false;
    for (const place of await adminPages(product.url)) {
      // What has been opened over a page stays there when another one comes.
      if (isAlone) await goOnTo(page, place);
      else await page.goto(place);
      await untilShown(page);
      await note(place);
      const opened = OPENED.filter(([, where]) => where.test(place));
      for (const [name, , open] of opened) {
        await open(page, words);
        await note(name);
      }
      isAlone = opened.length === 0;
    }
    await leave();
    return [...found, ...complaints];
  }

  test(
    'keeps nobody out of any page (WCAG 2.2 AA, as far as axe can tell)',
    async () => {
      const found = await Promise.all(LOOKS.map(lookAround));
      expect(found.flat()).toEqual([]);
    },
    4 * PATIENCE_MS,
  );

  test(
    'is used by keys alone: nothing holds the focus, where it is can be seen, and dialogs give it back',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      // What is faded in is not seen at once.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto('/');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('main:focus').waitFor();

      await page.keyboard.press('ControlOrMeta+k');
      await search(page, words, 'Workbench actions');
      await page.waitForURL('**/vocabularies/*');
      await untilShown(page);
      expect(await tabThrough(page)).toEqual([]);
      await tabTo(page, page.getByRole('treegrid'));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('e');
      const field = page.getByRole('group', { name: 'English' }).getByLabel(words('vocabularies.field.prefLabels'));
      await tabTo(page, field);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Take');
      await page.keyboard.press('Tab');
      await page.getByRole('status').getByText(words('vocabularies.save.saved'), { exact: true }).waitFor();
      await page.getByRole('treegrid').getByText('Take', { exact: true }).waitFor();
      await tabTo(page, page.getByRole('link', { name: words('vocabularies.publish.open') }));
      await page.keyboard.press('Enter');
      await page.waitForURL('**/publish');

      await page.keyboard.press('/');
      await search(page, words, 'packing.mp4');
      await page.waitForURL('**/videos/*');
      await untilShown(page);
      expect(await tabThrough(page)).toEqual([]);
      const timeline = page.getByRole('application', { name: words('videos.timeline.label') });
      await tabTo(page, timeline);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // A moment after the dialog has gone.
      await timeline.and(page.locator(':focus')).waitFor();
      for (const place of ['/libraries', '/reports', '/recognitions/new', '/moments']) {
        await page.goto(place);
        await untilShown(page);
        expect([place, await tabThrough(page)]).toEqual([place, []]);
      }
      expect(complaints).toEqual([]);
      await leave();
    },
    PATIENCE_MS,
  );

  test(
    'obeys no key of one character once they are switched off, until they are switched on',
    async () => {
      const words = await wordsIn('ja');
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto('/');
      await page.keyboard.press('/');
      await search(page, words, 'packing.mp4');
      await page.waitForURL('**/videos/*');
      await untilShown(page);
      const caps = page.locator('kbd');
      const capCount = await caps.filter({ visible: true }).count();
      expect(capCount).toBeGreaterThan(5);
      await page.keyboard.press('?');
      const label = words('common.characterKeys.label');
      await page.getByRole('dialog').getByRole('switch', { name: label }).press('Space');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await caps.filter({ visible: true }).count()).toBe(0);

      const searching = page.getByRole('combobox', { name: words('search.label') });
      for (const isLoadedAnew of [false, true]) {
        if (isLoadedAnew) await page.reload();
        await untilShown(page);
        for (const key of ['?', '/', 'f', 'n', 'x', '1']) await page.keyboard.press(key);
        await page.keyboard.press('ControlOrMeta+k');
        await searching.waitFor();
        expect(await page.getByRole('dialog').count()).toBe(1);
        expect(await searching.inputValue()).toBe('');
        await page.keyboard.press('Escape');
        await searching.waitFor({ state: 'detached' });
      }
      expect(await page.locator('[aria-keyshortcuts="N"], [aria-keyshortcuts="Shift+G"]').count()).toBe(0);

      await page.getByRole('button', { name: words('common.person.label') }).click();
      await page.getByRole('switch', { name: label }).press('Space');
      await page.keyboard.press('Escape');
      await page.getByRole('switch', { name: label }).waitFor({ state: 'detached' });
      expect(await caps.filter({ visible: true }).count()).toBe(capCount);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(complaints).toEqual([]);
      await leave();
    },
    PATIENCE_MS,
  );

  test(
    'moves nothing for those who ask for less motion, and tells the meaning of a word to keys',
    async () => {
      const words = await wordsIn('ja');
      const { page, leave } = await browser.visit(product.url, 'ja-JP');
      const moving = () =>
        page.evaluate<string[]>(`document.getAnimations().map(({ effect }) => effect.target.className)`);
      await page.route('**/graphql', () => undefined);
      await page.goto('/reports');
      await page.locator('.mantine-Skeleton-root').first().waitFor();
      expect(await moving()).not.toEqual([]);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await moving()).toEqual([]);
      await page.unrouteAll();
      await page.reload();
      const term = page.getByRole('term').filter({ hasText: words('glossary.term.standardTime.name') });
      await tabTo(page, term);
      await page.getByRole('tooltip', { name: words('glossary.term.standardTime.definition') }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('tooltip').waitFor({ state: 'detached' });
      await leave();
    },
    PATIENCE_MS,
  );

  test(
    'leads through a first project, by what there is, until that is closed; it can be called again',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await page.goto('/');
      const steps = page.getByRole('region', { name: words('home.steps.title') });
      const done = steps.getByRole('img', { name: words('home.steps.isDone') });
      const count = (taken: number) =>
        words('home.steps.count').replace('{done, number}', String(taken)).replace('{count, number}', '6');
      await steps.getByText(count(0)).waitFor();
      expect(await done.count()).toBe(0);
      await steps.getByRole('button', { name: words('home.steps.putAway') }).click();
      await steps.waitFor({ state: 'detached' });
      await page.reload();
      await page
        .getByRole('region', { name: words('home.recognitions') })
        .getByRole('table')
        .waitFor();
      expect(await steps.count()).toBe(0);
      await startOwnRecipe(product.url);
      await page.getByRole('link', { name: words('common.nav.firstProject') }).click();
      // The demo is seen by whoever goes on; its vocabulary has been reviewed and trained.
      await steps.getByText(count(4)).waitFor();
      expect(await done.count()).toBe(4);
      expect(complaints).toEqual([]);
      await leave();
    },
    PATIENCE_MS,
  );
});

/** Types into the search, and opens the first that is found. */
async function search(page: Page, words: Words, text: string): Promise<void> {
  await page.getByRole('combobox', { name: words('search.label') }).waitFor();
  await page.keyboard.type(text);
  await page.getByRole('option', { name: text }).first().waitFor();
  await page.keyboard.press('Enter');
}

const hasFocus = async (page: Page, place: Locator) => (await place.and(page.locator(':focus')).count()) > 0;

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stop = 0; stop < 200; stop++) {
    if (await hasFocus(page, wanted)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}
