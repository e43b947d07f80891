import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { adminPages } from '../factories/admin-pages.ts';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { FAR_RECORDINGS } from '../factories/demo.ts';
import { useProduct } from '../factories/running-product.ts';
import { barriers, bringAxe, untilShown } from './accessibility.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { learnFromDemo, openDemoDraft, reviewDemo } from './reviewed-site.ts';
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
    const { page, leave } = await browser.visit(product.url, 'en-GB');
    await untilDemoIsRecognised(page, await wordsIn('en'));
    await leave();
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
    for (const place of await adminPages(product.url)) {
      await page.goto(place);
      await untilShown(page);
      await note(place);
      for (const [name, where, open] of OPENED) {
        if (!where.test(place)) continue;
        await open(page, words);
        await note(name);
      }
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
});
