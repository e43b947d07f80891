import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from './chromium.ts';

/** Tests that need a browser: skipped where there is none (`CHROMIUM_PATH` names one). */
export const describeInBrowser = hasBrowser ? describe : describe.skip;

type Locale = 'ja-JP' | 'en-GB';
/** Where people are who speak a language: not where the tests run, which is UTC as a rule. */
export const TIME_ZONES = { 'ja-JP': 'Asia/Tokyo', 'en-GB': 'America/New_York' } as const satisfies Record<
  Locale,
  string
>;

/** Registers hooks that start a browser before the tests around it and end it after them. */
export function useBrowser(): { readonly visit: (url: string, locale: Locale) => Promise<Visitor> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  return {
    visit: (url, locale) => {
      if (!browser) throw new Error('the browser is there within tests only');
      return visit(browser, url, locale);
    },
  };
}

export interface Visitor {
  readonly page: Page;
  /** What the page has complained about so far: uncaught errors, console errors. */
  readonly complaints: readonly string[];
  leave(): Promise<void>;
}

/** Somebody who comes with a browser that is set to a language. */
async function visit(browser: Browser, baseURL: string, locale: Locale): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    locale,
    timezoneId: TIME_ZONES[locale],
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints, leave: () => context.close() };
}
