import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS } from './main-job.ts';
import { openDemoVideo, panel, reviewsOf, until, untilSaid, untilSaved } from './reviewing.ts';
import { wordsIn } from './words.ts';

/** Waits until the player has passed a time. */
const untilPlayed = (page: Page, seconds: number) =>
  page.waitForFunction(`document.querySelector('video').currentTime > ${seconds}`);

const timeMs = (page: Page) => page.evaluate<number>(`1000 * document.querySelector('video').currentTime`);

/** Waits until the player has gone on by so much from now. */
const untilPlayedOn = async (page: Page, seconds: number) => untilPlayed(page, (await timeMs(page)) / 1000 + seconds);

/** Presses a key and lets go of it at once, however slow the machine is. */
const tap = (page: Page, key: string) =>
  page.evaluate(`for (const type of ['keydown', 'keyup'])
    document.body.dispatchEvent(new KeyboardEvent(type, { key: '${key}', code: 'Key ${key}', bubbles: true, cancelable: true }))`);

/** Waits until just these reviews have been saved. */
async function untilReviewed(url: string, videoId: string, wanted: readonly string[]): Promise<void> {
  await untilSaid(url, videoId, wanted.at(-1)!);
  expect(await untilSaved(url, videoId, wanted.length)).toEqual(wanted);
}

/** What `reviewsOf` says of a review, in parts. */
function parts(review: string) {
  const [, verdict, concept, start, end] = /^(\S+) (\S+) (\d+)–(\d+)$/.exec(review)!;
  return { said: `${verdict} ${concept}`, startMs: Number(start), endMs: Number(end) };
}

describeInBrowser('reviews are drawn and shaped', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'while the video plays: taps set edges, a key that is held draws as long as it is down, and each is one step',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'packing.mp4');
      await page.keyboard.press(' ');
      await untilPlayed(page, 0.3);
      await tap(page, '1');
      await untilPlayed(page, 1);
      await tap(page, '3');
      await panel(page, words)
        .getByText(/^Drawing Tighten from 0:0/)
        .waitFor();
      await untilPlayed(page, 1.6);
      await page.keyboard.press('Enter');
      await untilPlayed(page, 2);
      await page.keyboard.down('x');
      await untilPlayedOn(page, 0.6);
      await page.keyboard.up('x');
      await untilPlayedOn(page, 0.2);
      await tap(page, '7');
      await page.keyboard.press('Escape');
      await page.keyboard.press(' ');
      const drawn = (await untilSaved(product.url, videoId, 3)).map(parts);
      expect(drawn.map(({ said }) => said)).toEqual(['draw pick-up', 'draw tighten', 'reject –']);
      const [first, second, third] = drawn;
      expect(second!.startMs).toBe(first!.endMs);
      expect(third!.startMs).toBeGreaterThan(second!.endMs);
      expect(third!.endMs - third!.startMs).toBeGreaterThan(400);
      // Between frames: fifteen a second.
      for (const { startMs, endMs } of drawn)
        for (const ms of [startMs, endMs])
          expect(Math.abs(ms - Math.round((ms * 15) / 1000) * (1000 / 15))).toBeLessThan(1);

      await page.keyboard.press('ControlOrMeta+z');
      await untilSaved(product.url, videoId, 2);
      await page.keyboard.press('ControlOrMeta+z');
      await untilSaved(product.url, videoId, 1);
      const undoneAt = await timeMs(page);
      expect([undoneAt > second!.startMs, undoneAt < second!.endMs]).toEqual([true, true]);
      // Paused, the key says the concept of what is there, as ever.
      await page.keyboard.press('ControlOrMeta+Shift+z');
      await untilSaved(product.url, videoId, 2);
      await page.keyboard.press('2');
      await untilSaid(product.url, videoId, `draw open ${second!.startMs}–${second!.endMs}`);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'split, joined, without gaps and with them, and undone step by step',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'assembly.mp4');
      const after = async (keys: readonly string[], ...wanted: readonly string[]) => {
        for (const key of keys) await page.keyboard.press(key);
        await untilReviewed(product.url, videoId, wanted);
      };
      await after(['.', '.', '.', 's'], 'confirm pick-up 0–200', 'confirm pick-up 200–2467');
      await after(['Shift+G', '['], 'confirm pick-up 0–133', 'confirm pick-up 133–2467');
      await after(['3'], 'confirm pick-up 0–133', 'correct tighten 133–2467');
      await after(['Delete'], 'confirm pick-up 0–2467');
      await after(['ControlOrMeta+z'], 'confirm pick-up 0–133', 'correct tighten 133–2467');
      await after(['ControlOrMeta+z'], 'confirm pick-up 0–133', 'confirm pick-up 133–2467');
      await after(['ControlOrMeta+z'], 'confirm pick-up 0–200', 'confirm pick-up 200–2467');
      await after(['m'], 'confirm pick-up 0–2467');
      await after(['Shift+G', 's'], 'confirm pick-up 0–133', 'confirm pick-up 133–2467');
      await after(['{'], 'confirm pick-up 0–133', 'confirm pick-up 200–2467');
      await after(['Delete'], 'confirm pick-up 0–133');
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'beside the work: of a hand, and of moments, each in its own lane and its own history',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'filling.mp4');
      await page.getByRole('button', { name: words('videos.tracks.show'), exact: true }).click();
      await page.getByRole('checkbox', { name: words('videos.tracks.name.leftHand') }).click();
      await page.keyboard.press('Escape');
      const left = page.getByRole('radio', { name: words('videos.tracks.name.leftHand') });
      await left.waitFor({ state: 'attached' });
      await page.keyboard.press('Shift+T');
      expect(await left.isChecked()).toBe(true);

      const said = (kind: 'reviews' | 'instants', wanted: readonly string[]) =>
        until(
          () => reviewsOf(product.url, videoId, kind, 'leftHand'),
          (found) => found.join() === wanted.join(),
        );
      for (const key of ['i', '.', '.', '.', '.', 'o', '1']) await page.keyboard.press(key);
      await said('reviews', ['draw pick-up 0–333']);
      for (const key of ['t', ',', '2']) await page.keyboard.press(key);
      await said('instants', ['draw open 200–200']);
      await said('reviews', ['draw pick-up 0–333']);
      for (const key of ['.', '3', 'Delete']) await page.keyboard.press(key);
      await said('instants', ['draw open 200–200']);
      await page.keyboard.press('ControlOrMeta+z');
      await said('instants', ['draw open 200–200', 'draw tighten 267–267']);

      // What is being drawn stays in its lane.
      for (const key of ['t', 'l']) await page.keyboard.press(key);
      await untilPlayed(page, 0.8);
      await tap(page, '4');
      await untilPlayed(page, 1.2);
      for (const key of ['Shift+T', 'k', 'h']) await page.keyboard.press(key);
      const [, drawn] = await until(
        () => reviewsOf(product.url, videoId, 'reviews', 'leftHand'),
        (found) => found.length === 2,
      );
      expect(parts(drawn!)).toMatchObject({ said: 'draw hammer' });
      expect(await reviewsOf(product.url, videoId)).toEqual([]);

      const confirm = words('videos.review.confirm');
      await panel(page, words).getByRole('button', { name: confirm, exact: true }).click();
      const [work] = await untilSaved(product.url, videoId, 1);
      expect(work).toMatch(/^confirm /);
      await page.keyboard.press('r');
      await page
        .locator(`a[href*="/compare?left=${videoId}@${parts(work!).startMs}-${parts(work!).endMs}&"]`)
        .waitFor();
      await page.reload();
      await panel(page, words).waitFor({ timeout: PATIENCE_MS });
      await left.waitFor({ state: 'attached' });
      expect(await left.isChecked()).toBe(false);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
