import type { Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../factories/chromium.ts';
import type { Product } from '../factories/product.ts';
import { ask } from './ask.ts';
import type { Figure } from './figure.ts';
import { fillVideo } from './long-recognition.ts';
import { withProduct } from './with-product.ts';

const SECONDS = 4;
/** Chromium shows 60 a second; a timer is never quite exact. */
const TARGET_FPS = 59;
const TARGET_FRAME_MS = 18;
const REVIEW_COUNT = 2000;

/** How smoothly a timeline of 10,000 segments, 2,000 of them reviewed, moves and zooms. */
export async function benchTimeline(note: (text: string) => void): Promise<Figure[]> {
  if (!hasBrowser) {
    note('no Chromium here: the timeline is not measured');
    return [];
  }
  return withProduct(async (product, { databaseUrl }) => {
    const videoId = await fillVideo(product, databaseUrl);
    await reviewSegments(product, videoId);
    return measure(product, videoId);
  });
}

interface Recognised {
  readonly recognition: { readonly recipe: { readonly vocabularyVersion: { readonly vocabulary: { id: string } } } };
  readonly segments: readonly { readonly startMs: number; readonly endMs: number; readonly conceptId: string | null }[];
}

/** Confirms every fifth segment. */
async function reviewSegments(product: Product, videoId: string): Promise<void> {
  const { node } = await ask<{ node: { currentRecognitions: readonly Recognised[] } }>(
    product,
    `query ($videoId: ID!) { node(id: $videoId) { ... on Video { currentRecognitions {
      recognition { recipe { vocabularyVersion { vocabulary { id } } } }
      segments { startMs endMs conceptId }
    } } } }`,
    { videoId },
  );
  const { recognition, segments } = node.currentRecognitions[0]!;
  const vocabularyId = recognition.recipe.vocabularyVersion.vocabulary.id;
  const reviews = segments
    .filter((_, index) => index % 5 === 0)
    .slice(0, REVIEW_COUNT)
    .map(({ conceptId, ...span }) => ({
      ...span,
      videoId,
      vocabularyId,
      conceptId,
      verdict: conceptId === null ? 'reject' : 'confirm',
    }));
  for (let start = 0; start < reviews.length; start += 1000) {
    await ask(
      product,
      'mutation ($reviews: [ReviewInput!]!) { createReviews(reviews: $reviews) { userErrors { message } } }',
      {
        reviews: reviews.slice(start, start + 1000),
      },
    );
  }
}

/** Times of frames, and tasks that were longer than 50 ms, in milliseconds. */
interface Smoothness {
  readonly frames: readonly number[];
  readonly longTasks: readonly number[];
}

/** Runs in the page: turns a wheel over the timeline, once before each frame. Even frames: `deltaX`, odd ones: `deltaY`. */
const TURN_WHEEL = `(async ({ seconds, deltaX, deltaY }) => {
  const place = document.querySelector('[role=application]');
  const box = place.getBoundingClientRect();
  const longTasks = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const times = [];
  const turned = { bubbles: true, cancelable: true, clientX: box.left + box.width * 0.6, clientY: box.top + 40 };
  await new Promise((resolve) => {
    const frame = (time) => {
      times.push(time);
      if (time - times[0] > 1000 * seconds) return resolve();
      const direction = Math.floor((time - times[0]) / 1000) % 2 === 0 ? 1 : -1;
      place.dispatchEvent(new WheelEvent('wheel', { ...turned, deltaX: direction * deltaX, deltaY: direction * deltaY }));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  // Long tasks are told after the frame that they delayed.
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { frames: times.slice(1).map((time, index) => time - times[index]), longTasks };
})`;

async function measure(product: Product, videoId: string): Promise<Figure[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      baseURL: product.url(),
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
    });
    await page.goto(`/videos/${videoId}`);
    await page.getByRole('row').nth(5).waitFor({ timeout: 60_000 });
    // The first look at a page is measured elsewhere.
    await page.waitForTimeout(3000);
    const zooming = await turnWheel(page, { deltaX: 0, deltaY: -40 });
    await page.getByRole('button', { name: 'All', exact: true }).click();
    for (let step = 0; step < 12; step++) await page.keyboard.press('+');
    const panning = await turnWheel(page, { deltaX: 30, deltaY: 0 });
    return [...figures('zoom', zooming), ...figures('pan', panning)];
  } finally {
    await browser.close();
  }
}

function turnWheel(page: Page, delta: { readonly deltaX: number; readonly deltaY: number }): Promise<Smoothness> {
  return page.evaluate<Smoothness>(`${TURN_WHEEL}(${JSON.stringify({ seconds: SECONDS, ...delta })})`);
}

function figures(what: string, { frames, longTasks }: Smoothness): Figure[] {
  const inOrder = frames.toSorted((one, other) => one - other);
  const totalMs = frames.reduce((sum, frame) => sum + frame, 0);
  return [
    { name: `${what}: frames per second`, value: (1000 * frames.length) / totalMs, unit: 'fps', target: TARGET_FPS },
    {
      name: `${what}: 95 % of frames within`,
      value: inOrder[Math.floor(0.95 * inOrder.length)]!,
      unit: 'ms',
      target: TARGET_FRAME_MS,
      isCeiling: true,
    },
    { name: `${what}: tasks longer than 50 ms`, value: longTasks.length, unit: '', target: 0, isCeiling: true },
  ];
}
