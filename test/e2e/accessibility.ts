import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/** WCAG 2.2, levels A and AA; the size of targets is left out of axe's own defaults. */
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** Puts axe into every page of a context. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await context.addInitScript(source);
}

/** Waits until nothing of the page is a placeholder any more. */
export async function untilShown(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  // What is far below is laid out, too: its sizes are guessed until then.
  await page.addStyleTag({ content: '* { content-visibility: visible !important }' });
  await page.waitForFunction(`!document.querySelector('.mantine-Skeleton-root[data-visible]')`);
  // Charts come after their page.
  await page.waitForFunction(`[...document.querySelectorAll('[role=img]')].every(
    (picture) => !picture.previousElementSibling?.matches('[aria-hidden]:empty'))`);
}

/** What of a page's present state keeps people out, a line for each element: rule, element, what axe says about it. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(RULES)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1).join(' ').replaceAll(/\s+/g, ' ').trim();
      return `${id}: ${target.join(' ')} — ${why} — ${html.slice(0, 160)}`;
    }),
  );
}
