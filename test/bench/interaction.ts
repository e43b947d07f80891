import type { Page } from 'playwright-core';

/** Runs in the page: notes how long it takes from each input to the next paint. */
const OBSERVE = `
  window.actionaryInteractions = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) window.actionaryInteractions.push(duration);
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 });
`;

/** Starts to note how long the page takes from each input to the next paint. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.addInitScript({ content: OBSERVE });
}

/**
 * The longest time from an input to the next paint since the page was loaded or this was last asked for, in
 * milliseconds. Chromium tells in steps of 8 ms, and nothing that is below 16.
 */
export async function longestInteraction(page: Page): Promise<number> {
  // The observer hears of an interaction after its paint.
  await page.waitForTimeout(300);
  return page.evaluate<number>('Math.max(16, ...window.actionaryInteractions.splice(0))');
}
