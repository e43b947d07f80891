import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { freePort } from '../factories/free-port.ts';
import { OIDC_CLIENT, startOidcIssuer } from '../factories/oidc-issuer.ts';
import type { OidcIssuer } from '../factories/oidc-issuer.ts';
import { useProduct } from '../factories/running-product.ts';
import { barriers, bringAxe } from './accessibility.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';
import type { Words } from './words.ts';

const PASSWORD = 'correct horse battery';
const NEXT_PASSWORD = 'staple of another horse';
const ADMINISTRATOR = { name: '田中', email: 'tanaka@example.com' };
const PROVIDER = 'the plant';
const VIEWER = { name: 'Kim', email: 'kim@example.com' };

async function signIn(page: Page, words: Words, email: string, password: string): Promise<void> {
  await page.getByLabel(words('signIn.email')).fill(email);
  await page.getByLabel(words('signIn.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('signIn.submit'), exact: true }).click();
}

/** What stands behind the person's own button in the header. */
async function openOwnMenu(page: Page, words: Words, name: string): Promise<void> {
  await page.getByRole('button', { name: words('common.person.labelNamed').replace('{name}', name) }).click();
}

/** The message, with what is put in. */
const filled = (message: string, name: string) => message.replace('{name}', name);

describeInBrowser('accounts', () => {
  let issuer: OidcIssuer;
  let port: number;
  beforeAll(async () => {
    [issuer, port] = await Promise.all([startOidcIssuer(), freePort()]);
  });
  const product = useProduct(() => ({
    ACTIONARY_ACCESS: 'accounts',
    ACTIONARY_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: OIDC_CLIENT.clientId,
    OIDC_CLIENT_SECRET: OIDC_CLIENT.clientSecret,
    OIDC_NAME: PROVIDER,
  }));
  afterAll(() => issuer.close());
  const browser = useBrowser();

  const ask = (headers: Record<string, string>, query: string) =>
    fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });

  test(
    'let the first person in by the link that was printed, others by theirs, and programs by tokens',
    async () => {
      const words = await wordsIn('en');
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await bringAxe(page.context());
      await page.goto('/sign-in');
      await page.getByText(words('signIn.noAccounts'), { exact: true }).waitFor();
      const [first = ''] = /\/join#\S+/.exec(product.output) ?? [];
      await page.goto(first);
      await page.getByLabel(words('join.name')).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByLabel(words('join.name')).fill(ADMINISTRATOR.name);
      await page.getByLabel(words('join.email')).fill(ADMINISTRATOR.email);
      await page.getByLabel(words('join.password'), { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: words('join.submitFirst') }).click();

      await page.getByRole('link', { name: words('common.nav.access'), exact: true }).click();
      await page.getByRole('button', { name: words('access.account.invite'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words('access.account.name')).fill(VIEWER.name);
      await dialog.getByLabel(words('access.account.email')).fill(VIEWER.email);
      await dialog.getByRole('button', { name: words('access.account.makeLink') }).click();
      const invited = await dialog.getByLabel(words('access.account.link'), { exact: true }).inputValue();
      await page.keyboard.press('Escape');
      const row = page.getByRole('row').filter({ hasText: VIEWER.email });
      await row.getByText(words('access.account.state.invited'), { exact: true }).waitFor();

      await asViewer(invited);

      await page.getByRole('tab', { name: words('access.tab.tokens') }).click();
      await page.getByRole('button', { name: words('access.token.create'), exact: true }).click();
      await dialog.getByLabel(words('access.token.name')).fill('MES');
      await dialog.getByLabel(words('common.permission.curate.name'), { exact: true }).check();
      await dialog.getByRole('button', { name: words('access.token.createNow') }).click();
      const secret = await dialog.getByLabel(words('access.token.secret'), { exact: true }).inputValue();
      await dialog.getByRole('button', { name: words('access.token.taken') }).click();
      const token = { authorization: `Bearer ${secret}` };
      const answer = await ask(token, '{ viewer { name permissions } }');
      expect(await answer.json()).toEqual({ data: { viewer: { name: 'MES', permissions: ['read', 'curate'] } } });

      await page.getByRole('button', { name: filled(words('access.token.revokeName'), 'MES') }).click();
      await dialog.getByRole('button', { name: words('access.token.revokeNow'), exact: true }).click();
      await page.getByText(words('access.token.state.revoked'), { exact: true }).waitFor();
      // For a few seconds a server remembers that it was valid.
      while ((await ask(token, '{ __typename }')).status !== 401) await setTimeout(250);

      await openOwnMenu(page, words, ADMINISTRATOR.name);
      await page.getByRole('button', { name: words('common.person.changePassword') }).click();
      await dialog.getByLabel(words('common.password.current'), { exact: true }).fill(PASSWORD);
      await dialog.getByLabel(words('common.password.next'), { exact: true }).fill(NEXT_PASSWORD);
      await dialog.getByRole('button', { name: words('common.password.change'), exact: true }).click();
      await page.getByText(words('common.password.changed')).waitFor();
      expect(complaints).toEqual([]);

      await openOwnMenu(page, words, ADMINISTRATOR.name);
      await page.getByRole('button', { name: words('common.person.signOut') }).click();
      await page.waitForURL('**/sign-in');
      await page.goto('/access?show=tokens');
      await page.waitForURL('**/sign-in?to=*');
      await signIn(page, words, ADMINISTRATOR.email, PASSWORD);
      await page.getByText(words('common.authError.INVALID_EMAIL_OR_PASSWORD')).waitFor();
      await signIn(page, words, ADMINISTRATOR.email, NEXT_PASSWORD);
      await page.waitForURL('**/access?show=tokens');
      await page.getByRole('row').filter({ hasText: 'MES' }).waitFor();
      await leave();
    },
    PATIENCE_MS,
  );

  test(
    'let those in whom the company knows, and lead them to where they wanted to go',
    async () => {
      const words = await wordsIn('en');
      issuer.be({ sub: '7', email: 'lee@example.com', name: 'Lee', email_verified: true });
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await bringAxe(page.context());
      await page.goto('/sign-in?to=%2Fglossary%3Fq%3Drole');
      const way = page.getByRole('button', { name: filled(words('signIn.by'), PROVIDER) });
      await way.waitFor();
      expect(await barriers(page)).toEqual([]);
      await way.click();
      await page.waitForURL('**/glossary?q=role');
      await openOwnMenu(page, words, 'Lee');
      await page.getByText(words('common.role.viewer'), { exact: true }).waitFor();
      expect(complaints).toEqual([]);
      await leave();
    },
    PATIENCE_MS,
  );

  /** Somebody who may only look joins, and finds nothing to change. @param link of their own */
  async function asViewer(link: string): Promise<void> {
    const words = await wordsIn('ja');
    const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
    await page.goto(link);
    await page.getByRole('heading', { name: filled(words('join.welcome'), VIEWER.name) }).waitFor();
    await page.getByLabel(words('join.password'), { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: words('join.submit'), exact: true }).click();
    await page.getByRole('link', { name: words('common.nav.vocabularies'), exact: true }).click();
    const create = page.getByRole('button', { name: words('vocabularies.details.create') });
    await create.and(page.locator('[aria-disabled=true]')).waitFor();
    await create.hover();
    await page.getByRole('tooltip').getByText(words('common.may.curate')).waitFor();
    await create.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('link', { name: words('common.nav.access'), exact: true }).count()).toBe(0);
    await page.goto('/access');
    await page.getByText(words('common.may.administer')).waitFor();
    await page.goto('/recognitions/new');
    await page.getByText(words('common.may.operate')).waitFor();
    expect(complaints).toEqual([]);
    await page.goto('/');
    await page.goto(link);
    await page.getByText(words('join.dead'), { exact: true }).waitFor();
    await leave();
  }
});
