import { copyFile, link, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../factories/chromium.ts';
import { DEMO_STATIONS, demoVideo } from '../factories/demo.ts';
import type { Product } from '../factories/product.ts';
import { ask } from './ask.ts';
import { useEditor } from './editor.ts';
import type { Figure } from './figure.ts';
import { longestInteraction, watchInteractions } from './interaction.ts';
import { fillVideo } from './long-recognition.ts';
import { withProduct } from './with-product.ts';

const VIDEO_COUNT = 500;
const TARGET_MS = 200;
/** Of a key that is pressed in the vocabulary editor. */
const KEY_TARGET_MS = 100;
const PATIENCE_MS = 900_000;

/** From an input to the next paint, with 500 videos in a library and 10,000 segments in a video. */
export async function benchAdmin(note: (text: string) => void): Promise<Figure[]> {
  if (!hasBrowser) {
    note('no Chromium here: interactions are not measured');
    return [];
  }
  return withProduct(async (product, { folder, databaseUrl }) => {
    const libraryId = await fillLibrary(product, path.join(folder, 'videos'));
    const videoId = await fillVideo(product, databaseUrl);
    return measure(product, libraryId, videoId);
  });
}

/** A library of real files, scanned and probed by the product. */
async function fillLibrary(product: Product, folder: string): Promise<string> {
  await mkdir(folder);
  const files = Array.from({ length: VIDEO_COUNT }, (_, index) => ({
    from: demoVideo(DEMO_STATIONS[index % DEMO_STATIONS.length]),
    to: path.join(folder, `shift-${String(index + 1).padStart(3, '0')}.mp4`),
  }));
  for (const { from, to } of files) await copyOrLink(from, to);
  const { equipmentNodes } = await ask<{ equipmentNodes: { id: string }[] }>(product, '{ equipmentNodes { id } }');
  const input = { equipmentNodeId: equipmentNodes[0].id, name: 'Shifts', folder };
  const { added } = await ask<{ added: { videoLibrary: { id: string } } }>(
    product,
    'mutation ($input: CreateVideoLibraryInput!) { added: createVideoLibrary(input: $input) { videoLibrary { id } } }',
    { input },
  );
  const { id } = added.videoLibrary;
  const counted = 'query ($id: ID!) { videos(first: 1, libraryId: $id, filter: { status: ready }) { totalCount } }';
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const { videos } = await ask<{ videos: { totalCount: number } }>(product, counted, { id });
    if (videos.totalCount === VIDEO_COUNT) return id;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the library of ${VIDEO_COUNT} videos is not ready after ${PATIENCE_MS / 1000} s`);
}

/** A hard link where both are on one disk: the bytes are the demo's either way. */
async function copyOrLink(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

async function measure(product: Product, libraryId: string, videoId: string): Promise<Figure[]> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({
      baseURL: product.url(),
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await watchInteractions(page);
    return [
      figure('500 videos: search, order, scroll, select all', await useLibrary(page, libraryId)),
      figure('10,000 segments: zoom, drag, seek, keys', await useTimeline(page, videoId)),
      await editorFigure(page, product, 2000),
      await editorFigure(page, product, 5000),
    ];
  } finally {
    await browser.close();
  }
}

async function editorFigure(page: Page, product: Product, conceptCount: number): Promise<Figure> {
  const value = await useEditor(page, product, conceptCount);
  const what = `vocabulary of ${conceptCount.toLocaleString('en')} concepts: type, rename, move, search`;
  return { ...figure(what, value), target: KEY_TARGET_MS };
}

const figure = (what: string, value: number): Figure => ({
  name: `${what}: longest to next paint`,
  value,
  unit: 'ms',
  target: TARGET_MS,
  isCeiling: true,
});

async function useLibrary(page: Page, libraryId: string): Promise<number> {
  await page.goto(`/libraries?library=${libraryId}`);
  await page
    .getByRole('checkbox', { name: /shift-\d+/ })
    .first()
    .waitFor();
  await longestInteraction(page);
  const search = page.getByRole('searchbox').or(page.getByPlaceholder('Search by name, order or number'));
  await search.first().pressSequentially('shift-1', { delay: 60 });
  await page.waitForTimeout(1000);
  await search.first().fill('');
  await page
    .getByRole('checkbox', { name: /shift-\d+/ })
    .first()
    .waitFor();
  for (let step = 0; step < 40; step++) await page.mouse.wheel(0, 400);
  await page.waitForTimeout(1000);
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.waitForTimeout(500);
  return longestInteraction(page);
}

async function useTimeline(page: Page, videoId: string): Promise<number> {
  await page.goto(`/videos/${videoId}`);
  await page.getByRole('row').nth(5).waitFor({ timeout: 60_000 });
  const canvas = page.locator('canvas').last();
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await longestInteraction(page);
  await page.mouse.move(x, y);
  for (let step = 0; step < 20; step++) await page.mouse.wheel(0, -200);
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) await page.mouse.move(x - 10 * step, y);
  await page.mouse.up();
  await page.mouse.click(x + 50, y);
  for (const key of ['n', 'n', 'p', '.', ',', '+', '-']) await page.keyboard.press(key);
  await page.getByRole('row').nth(5).click();
  await page.waitForTimeout(500);
  return longestInteraction(page);
}
