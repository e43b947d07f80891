/**
 * `npm run screens -- [URL] [FOLDER]`: pictures of every page of a running product, in Japanese and English, light and dark,
 * on a desk and on a telephone, for somebody to look through. Default: http://localhost:4000, `screens/`.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { adminPages } from '../factories/admin-pages.ts';
import { launchBrowser } from '../factories/chromium.ts';

const LANGUAGES = ['ja', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Charts and pictures come after the page. */
const SETTLE_MS = 1500;

const [url = 'http://localhost:4000', folder = 'screens'] = process.argv.slice(2);

/** A page's place as a file's name; ids are of no use there. */
function nameOf(place: string): string {
  const words = place.replaceAll(/\/[\w-]{20,}/g, '/one').replaceAll(/[^a-z]+/gi, '-');
  return words.replace(/^-|-$/g, '') || 'home';
}

async function take(page: Page, place: string, ending: string): Promise<void> {
  await page.goto(place, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: path.join(folder, `${nameOf(place)}-${ending}.png`), fullPage: true });
}

async function takeAll(browser: Browser, places: readonly string[]): Promise<number> {
  let count = 0;
  for (const locale of LANGUAGES)
    for (const colorScheme of SCHEMES)
      for (const viewport of SIZES) {
        const context = await browser.newContext({ baseURL: url, locale, colorScheme, viewport });
        const page = await context.newPage();
        for (const place of places) {
          await take(page, place, `${viewport.width}-${locale}-${colorScheme}`);
          count++;
        }
        await context.close();
        console.log(`${locale}, ${colorScheme}, ${viewport.width} wide: ${places.length} pages`);
      }
  return count;
}

const places = await adminPages(url);
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  console.log(`${await takeAll(browser, places)} pictures in ${path.resolve(folder)}`);
} finally {
  await browser.close();
}
