import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { rowsOf } from '../../apps/admin/src/features/videos/components/timeline-rows.ts';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { untilDemoIsRecognised } from './change-of-words.ts';
import { PATIENCE_MS, seekTo } from './main-job.ts';
import { conceptColor, paintedColor } from './painted.ts';
import {
  dragInLane,
  openDemoVideo,
  panel,
  recognizedIn,
  reviewsOf,
  signed,
  until,
  untilSaid,
  untilSaved,
} from './reviewing.ts';
import { wordsIn } from './words.ts';

const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Texts in the table of segments that reach out of their places. */
const cutCells = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('[role=grid], [role=grid] [role=row] > *')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ textContent }) => textContent.slice(0, 40))`);

describeInBrowser('a video is reviewed', () => {
  const product = useProduct();
  const browser = useBrowser();

  test(
    'by keys: confirmed, corrected, rejected, drawn, undone; and all of it is there after a reload',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'packing.mp4');
      const reviewed = (count: number) =>
        panel(page, words).getByText(`Reviewed ${count} / 15`, { exact: false }).waitFor();

      await reviewed(0);
      await press(page, 'Enter');
      await reviewed(1);
      await press(page, ';', '3');
      await reviewed(2);
      await press(page, ';', 'x');
      await reviewed(3);
      // What is typed is meant for the field; Enter says the concept that was found.
      await press(page, ';', 'f', 'x', 'Escape', 'f');
      await page.keyboard.type('insp');
      await press(page, 'Enter');
      await reviewed(4);
      await press(page, ';', 'i', ...Array.from({ length: 14 }, () => '.'), 'o', '7');
      await untilSaved(product.url, videoId, 5);
      await press(page, ']', '{', 'ControlOrMeta+z', 'ControlOrMeta+z');
      expect(await untilSaved(product.url, videoId, 5)).toHaveLength(5);
      await seekTo(page, 'Scan');
      await press(page, 'Delete');
      await untilSaved(product.url, videoId, 4);
      await press(page, 'ControlOrMeta+z', 'ControlOrMeta+Shift+z', 'ControlOrMeta+z');
      await untilSaved(product.url, videoId, 5);

      await page.reload();
      await reviewed(4);
      for (const [verdict, rows] of [
        ['confirm', [1]],
        ['correct', [2, 4]],
        ['reject', [3]],
      ] as const)
        expect([verdict, await signed(page, words, verdict)]).toEqual([verdict, rows]);
      const elements = page.getByRole('table', { name: words('videos.elements.label') });
      expect((await elements.locator('tbody td:first-child').allInnerTexts()).map((text) => text.trim())).toEqual([
        'Pick up',
        'Tighten',
        'Scan',
        'Wipe',
        'Pour',
        'Tape',
        'Inspect',
        'Wait',
        'unknown',
      ]);
      for (const [width, layout] of [
        [390, 'narrow'],
        [820, 'medium'],
        [1300, 'wide'],
        [1440, 'medium'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.locator(`[role=grid][data-layout=${layout}]`).waitFor();
        expect({ width, cut: await cutCells(page) }).toEqual({ width, cut: [] });
      }
      const drawn = expect.stringMatching(/^draw pour 13\d{3}–14\d{3}$/);
      expect(await reviewsOf(product.url, videoId)).toEqual([
        'confirm pick-up 0–2467',
        'correct tighten 2467–5967',
        'reject – 5967–9967',
        'correct inspect 9967–13467',
        drawn,
      ]);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'by the mouse: a span is drawn in its lane, and its edge moved, both to the nearest edge of a segment',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'assembly.mp4');
      await dragInLane(page, words, { fromMs: 6400, toMs: 8000, durationMs: 36_200 });
      await page.getByRole('button', { name: 'Say Pour', exact: true }).click();
      expect(await untilSaved(product.url, videoId, 1)).toEqual(['draw pour 6467–8000']);
      await dragInLane(page, words, { fromMs: 8000, toMs: 9000, durationMs: 36_200 });
      await untilSaid(product.url, videoId, 'draw pour 6467–8967');
      await press(page, 'ControlOrMeta+z');
      await untilSaid(product.url, videoId, 'draw pour 6467–8000');
      await press(page, 'ControlOrMeta+Shift+z');
      await dragInLane(page, words, { fromMs: 7530, toMs: 12_000, durationMs: 36_200 });
      await page.keyboard.press('x');
      expect(await untilSaved(product.url, videoId, 2)).toEqual(['draw pour 6467–7533', 'reject – 7533–11967']);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );

  test(
    'on a timeline that is painted as it is: segments and what was said of them, in light and dark',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'gears-1.mp4');
      const { durationMs, segments } = await recognizedIn(product.url, videoId);
      const { width } = (await page.getByRole('application', { name: words('videos.timeline.label') }).boundingBox())!;
      const rows = rowsOf([], false, 1);
      const toPx = (ms: number) => (ms / durationMs) * width;
      /** Within a span, off its edges, above its label. */
      const colorIn = (y: number, { startMs, endMs }: { startMs: number; endMs: number }) =>
        paintedColor(page, { left: toPx(startMs) + 3, right: toPx(endMs) - 3, top: y + 3, bottom: y + 8 });

      const colors = new Map<string, string>();
      for (const { label } of segments)
        if (label !== null && !colors.has(label)) colors.set(label, await conceptColor(page, label));
      expect(new Set(colors.values()).size).toBe(colors.size);
      expect(colors.size).toBeGreaterThan(3);
      const shown = segments.filter(({ label, startMs, endMs }) => label !== null && toPx(endMs - startMs) > 12);
      expect(shown.length).toBeGreaterThan(8);
      await page.keyboard.press('End');

      const surfaces: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const empty = { startMs: 0, endMs: durationMs };
        await until(
          async () => [await colorIn(rows.laneYs[0]!, empty)],
          ([surface]) => !surfaces.includes(surface!) && surface !== '#000000',
        );
        surfaces.push(await colorIn(rows.laneYs[0]!, empty));
        for (const segment of shown)
          expect({ ...segment, color: await colorIn(rows.trackY, segment) }).toEqual({
            ...segment,
            color: colors.get(segment.label!),
          });
      }

      const [first, second] = shown;
      const said = [...colors.keys()].find((label) => label !== first!.label)!;
      await dragInLane(page, words, { fromMs: first!.startMs, toMs: first!.endMs, durationMs });
      await page.getByRole('button', { name: `Say ${said}`, exact: true }).click();
      await untilSaved(product.url, videoId, 1);
      expect(await colorIn(rows.laneYs[0]!, first!)).toBe(colors.get(said));
      expect(await colorIn(rows.laneYs[0]!, second!)).toBe(surfaces[1]);
      expect(await colorIn(rows.trackY, first!)).toBe(colors.get(first!.label!));
      expect(complaints).toEqual([]);
      await leave();
    },
    2 * PATIENCE_MS,
  );

  test(
    'by buttons on a telephone, up to the last segment',
    async () => {
      const words = await wordsIn('ja');
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await page.setViewportSize({ width: 390, height: 844 });
      await untilDemoIsRecognised(page, words);
      const videoId = await openDemoVideo(page, words, product.url, 'filling.mp4');
      const button = (name: string) =>
        panel(page, words).getByRole('button', { name: words(`videos.review.${name}`), exact: true });
      await button('markStart').click();
      await page.getByRole('button', { name: words('videos.player.nextFrame') }).click();
      await button('markEnd').click();
      const label = words('videos.review.say').replace('{label}', '締付け');
      await page.getByRole('button', { name: label, exact: true }).click();
      expect(await untilSaved(product.url, videoId, 1)).toEqual(['draw tighten 0–133']);
      await button('edge.endLater').click();
      await button('undo').click();
      await button('undo').click();
      await untilSaved(product.url, videoId, 0);
      for (let count = 1; count <= 10; count += 1) {
        await button('next').click();
        await button('confirm').click();
        await panel(page, words).getByText(`確認済み ${count} / 10`, { exact: false }).waitFor();
      }
      await untilSaved(product.url, videoId, 10);
      await panel(page, words)
        .getByRole('link', { name: words('videos.review.toAdapters') })
        .click();
      await page.waitForURL(/\/adapters$/);
      expect(complaints).toEqual([]);
      await leave();
    },
    4 * PATIENCE_MS,
  );
});
