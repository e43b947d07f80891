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

/**
 * Goes to another place of the admin as its links do: the page is not loaded anew, which is half of the work of looking at it.
 * Resolves when the other place is there, at least as placeholders.
 */
export async function goOnTo(page: Page, place: string): Promise<void> {
  await page.evaluate(`(() => {
    for (const element of document.querySelectorAll('main *')) element.setAttribute('data-left', '');
    next.router.push(${JSON.stringify(place)});
  })()`);
  await page.waitForFunction(`location.pathname + location.search === ${JSON.stringify(place)} &&
    document.querySelector('main :not([data-left])')`);
}

/** Waits until nothing of the page is a placeholder any more. */
export async function untilShown(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  // It comes after the page where that has nothing to wait for.
  await page.waitForFunction(`document.title !== ''`);
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

/**
 * Goes through a page by Tab until the focus has left it, or is where it began. @returns a line for each stop at which nobody
 * could see where the focus is
 * @throws {Error} where there is no way out
 */
export async function tabThrough(page: Page): Promise<string[]> {
  const unseen = new Set<string>();
  await page.evaluate(FROM_THE_BEGINNING);
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const { isOutside, isSeen, name } = await page.evaluate<Stop>(FOCUS);
    if (isOutside) return [...unseen];
    if (!isSeen) unseen.add(name);
  }
  throw new Error(`there is no way out: the focus is still within after ${MOST_STOPS} stops`);
}

const MOST_STOPS = 400;

interface Stop {
  /** Nothing of the page has the focus, or the first stop has it again. */
  readonly isOutside: boolean;
  readonly isSeen: boolean;
  readonly name: string;
}

const FROM_THE_BEGINNING = `(() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
})()`;

/** What has the focus looks otherwise without it: it, what is around it, or what is drawn in its place. */
const FOCUS = `(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.hasAttribute('data-tabbed')) {
    const isOutside = true;
    document.querySelector('[data-tabbed]')?.removeAttribute('data-tabbed');
    return { isOutside, isSeen: true, name: '' };
  }
  if (!document.querySelector('[data-tabbed]')) focused.setAttribute('data-tabbed', '');
  const places = [focused, focused.parentElement, focused.parentElement?.parentElement, focused.nextElementSibling];
  const look = () => JSON.stringify(places.map((place) => {
    if (!place) return null;
    const { outline, boxShadow, borderColor, backgroundColor, left } = getComputedStyle(place);
    return [outline, boxShadow, borderColor, backgroundColor, left];
  }));
  // Left and entered again, it would begin with its first part, for ever.
  if (focused.matches('[type^=date]')) return { isOutside: false, isSeen: true, name: '' };
  const withFocus = look();
  focused.blur();
  const without = look();
  focused.focus({ preventScroll: true });
  return { isOutside: false, isSeen: withFocus !== without, name: focused.outerHTML.slice(0, 160) };
})()`;
