import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../factories/browser.ts';
import { useProduct } from '../factories/running-product.ts';
import { startReceiver } from '../factories/webhook-receiver.ts';
import type { Received, Respond, WebhookReceiver } from '../factories/webhook-receiver.ts';
import { barriers, bringAxe } from './accessibility.ts';
import { PATIENCE_MS } from './main-job.ts';
import { wordsIn } from './words.ts';

const answer =
  (status: number, body = ''): Respond =>
  (response) =>
    void response.writeHead(status).end(body);

/** Whether it is signed with a secret, as a receiver finds out that has no library for it. */
function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = createHmac('sha256', key).update(signed).digest('base64');
  return headers['webhook-signature'].split(' ').includes(`v1,${signature}`);
}

describeInBrowser('webhooks', () => {
  const product = useProduct(() => ({ WEBHOOK_NETWORKS: '127.0.0.0/8' }));
  const browser = useBrowser();
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());

  async function ask<T>(query: string): Promise<T> {
    const sent = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return ((await sent.json()) as { readonly data: T }).data;
  }

  /** Something changes, which makes one message. */
  const change = (name: string) =>
    ask(`mutation {
      createEquipmentNode(input: { level: WorkCell, name: "${name}", externalId: "${name}" }) { userErrors { code } }
    }`);

  /** How many changes there were of what the webhook is told. */
  async function countChanges(): Promise<number> {
    const { changes } = await ask<{ changes: { nodes: { id: string }[] } }>(
      '{ changes(first: 100, types: ["equipment.changed"]) { nodes { id } } }',
    );
    return changes.nodes.length;
  }

  test(
    'are made, tried, followed to the reason of a failure, sent again and replayed',
    async () => {
      const words = await wordsIn('ja');
      const t = (key: string, put: Readonly<Record<string, string>> = {}) =>
        Object.entries(put).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words(`webhooks.${key}`));
      const { page, complaints, leave } = await browser.visit(product.url, 'ja-JP');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await bringAxe(page.context());
      const dialog = page.getByRole('dialog');
      const log = page.getByRole('region', { name: t('log.title'), exact: true });
      const { url } = receiver;
      const choose = async (item: string) => {
        await page.getByRole('button', { name: t('menu', { url }) }).click();
        await page.getByRole('menuitem', { name: t(item), exact: true }).click();
      };

      await page.goto('/access?show=webhooks');
      await page.getByText(t('empty'), { exact: true }).waitFor();
      const secret = await create();
      await ping();
      const [first] = receiver.received;
      expect([first!.message.type, isSignedWith(secret, first!)]).toEqual(['ping', true]);

      await followFailure();
      await sendAgainWhatWasGivenUp();

      await choose('rotateOpen');
      await dialog.getByText(t('secret.rotateHint'), { exact: true }).waitFor();
      const nextSecret = await takeSecret(dialog.getByRole('button', { name: t('secret.rotateNow'), exact: true }));
      await page.getByText(t('oldSecret')).waitFor();
      await ping();
      const last = receiver.received.at(-1)!;
      expect([secret, nextSecret].map((each) => isSignedWith(each, last))).toEqual([true, true]);

      await replay();
      await onAPhone(page);

      await choose('deleteOpen');
      await dialog.getByRole('button', { name: t('deleteNow'), exact: true }).click();
      await page.getByText(t('empty'), { exact: true }).waitFor();
      expect(complaints).toEqual([]);
      await leave();

      async function create(): Promise<string> {
        await page.getByRole('button', { name: t('create'), exact: true }).click();
        const address = dialog.getByLabel(t('dialog.url'));
        await address.fill('mes');
        await dialog.getByLabel(t('dialog.some'), { exact: true }).check();
        const { changeTypes } = await ask<{ changeTypes: string[] }>('{ changeTypes }');
        const boxOf = (type: string) =>
          dialog.getByRole('checkbox', { name: t(`type.${type.replace('.', '_')}`), exact: true });
        for (const type of changeTypes) await boxOf(type).waitFor();
        const submit = dialog.getByRole('button', { name: t('dialog.create'), exact: true });
        await submit.click();
        await dialog.getByText(t('dialog.noneChosen'), { exact: true }).waitFor();
        await boxOf('equipment.changed').check();
        await submit.click();
        await dialog.getByText(words('refusal.reason.notAWebAddress'), { exact: true }).waitFor();
        expect(await barriers(page)).toEqual([]);
        await address.fill(url);
        return takeSecret(submit);
      }

      async function takeSecret(button: Locator): Promise<string> {
        await button.click();
        const shown = await dialog.getByLabel(t('secret.label'), { exact: true }).inputValue();
        expect(await barriers(page)).toEqual([]);
        await dialog.getByRole('button', { name: t('secret.taken'), exact: true }).click();
        return shown;
      }

      async function ping(): Promise<void> {
        await page.getByRole('button', { name: t('ping.sendTo', { url }) }).click();
        await dialog.getByText(t('attempt.answered', { status: '204' }), { exact: true }).waitFor();
        expect(await barriers(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }

      /** A receiver that has its own trouble twice; the next attempt would be minutes away. */
      async function followFailure(): Promise<void> {
        receiver.respond = answer(503, 'the line database is away');
        const before = receiver.received.length;
        await change('WC-ui-1');
        await receiver.until(before + 2);
        const row = log.getByRole('row').filter({ hasText: t('type.equipment_changed') });
        await row.getByText(words('webhooks.log.attempts').replace(/\{count.*other \{#(.*)\}\}/, '2$1')).waitFor();
        await row.getByText(t('reason.status')).waitFor();
        await row.getByText('WC-ui-1').waitFor();
        await row
          .getByRole('button', { name: t('type.equipment_changed') })
          .first()
          .click();
        await dialog.getByText(t('remedy.status'), { exact: true }).waitFor();
        await dialog.getByText('the line database is away', { exact: true }).first().waitFor();
        await dialog.getByText('"externalId": "WC-ui-1"').waitFor();
        const messageId = await dialog.getByLabel(t('delivery.messageId'), { exact: true }).inputValue();
        expect(messageId).toBe(receiver.received.at(-1)!.headers['webhook-id']);
        expect(await barriers(page)).toEqual([]);
        receiver.respond = answer(204);
        await dialog.getByRole('button', { name: t('delivery.sendNow') }).click();
        await dialog.getByText(t('deliveryState.succeeded'), { exact: true }).waitFor();
        await page.keyboard.press('Escape');
        await row.getByText(t('deliveryState.succeeded'), { exact: true }).waitFor();
      }

      /** A receiver that wants nothing any more, and then does. */
      async function sendAgainWhatWasGivenUp(): Promise<void> {
        receiver.respond = answer(410);
        await change('WC-ui-2');
        await page.getByText(t('state.gone'), { exact: true }).waitFor();
        const row = log.getByRole('row').filter({ hasText: t('reason.gone') });
        await row.getByText(t('deliveryState.waiting'), { exact: true }).waitFor();
        receiver.respond = answer(204);
        await choose('enable');
        await page.getByText(t('state.enabled'), { exact: true }).waitFor();
        await row.waitFor({ state: 'detached' });
      }

      async function replay(): Promise<void> {
        const count = await countChanges();
        const before = receiver.received.length;
        const sent = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
        await choose('replayOpen');
        await dialog.getByLabel(t('replay.from')).fill('2020-01-01T00:00');
        await dialog.getByText(`${count} 件の通知を送信します。`).waitFor();
        expect(await barriers(page)).toEqual([]);
        await dialog.getByRole('button', { name: `${count} 件を再送`, exact: true }).click();
        const received = await receiver.until(before + count);
        const again = received.slice(before).map(({ headers }) => headers['webhook-id']);
        expect(new Set(again).size).toBe(count);
        expect(again.filter((id) => sent.has(id))).toHaveLength(2);
      }
    },
    2 * PATIENCE_MS,
  );

  test(
    'say which video they are about, which is found by what an MES says of it',
    async () => {
      const words = await wordsIn('en');
      await ask(
        `mutation { createWebhookEndpoint(input: { url: "${receiver.url}", types: ["video.changed"] }) { secret } }`,
      );
      const { videos } = await ask<{ videos: { nodes: [{ name: string; library: { id: string } }] } }>(
        '{ videos(first: 1, filter: { text: "packing" }) { nodes { name library { id } } } }',
      );
      const [{ name, library }] = videos.nodes;
      await ask(`mutation {
        registerRecording(input: {
          libraryId: "${library.id}", path: "${name}", externalId: "REC-1", workOrder: "WO-1042", serialNumber: "SN-77"
        }) { userErrors { code } }
      }`);
      const { page, complaints, leave } = await browser.visit(product.url, 'en-GB');
      await page.goto('/access?show=webhooks');
      await page
        .getByRole('row')
        .filter({ hasText: words('webhooks.type.video_changed') })
        .getByRole('link', { name })
        .click();
      const names = ['Order WO-1042', 'Serial number SN-77', 'External id REC-1'].join(' · ');
      await page.getByText(names, { exact: true }).waitFor();
      await page.goto(`/libraries?library=${library.id}&q=sn-77`);
      const card = page.getByRole('listitem').filter({ hasText: names });
      await card.getByRole('link', { name }).waitFor();
      const found = page.getByRole('region', { name: words('libraries.videos.title'), exact: true });
      await found.getByText('1 video', { exact: true }).waitFor();
      expect(complaints).toEqual([]);
      await leave();
    },
    PATIENCE_MS,
  );

  /** Nothing is wider than a phone, and the log can be narrowed there. */
  async function onAPhone(page: Page): Promise<void> {
    const t = await wordsIn('ja');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('combobox', { name: t('webhooks.log.type'), exact: true }).click();
    await page.getByRole('option', { name: t('webhooks.type.ping'), exact: true }).click();
    await page.waitForURL('**type=ping');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
