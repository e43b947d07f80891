import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../../test/factories/database.ts';
import { revisionBeforeLatestMigration, takeRelease } from '../../../test/factories/earlier-release.ts';
import type { EarlierRelease } from '../../../test/factories/earlier-release.ts';
import { noteCounts } from '../../../test/factories/note-counts.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import type { Product } from '../../../test/factories/product.ts';

const before = await revisionBeforeLatestMigration();
const missing = before?.missing.map(({ name }) => name) ?? [];
const reason = !before
  ? 'the history of this repository is not here'
  : before.missing.some(({ meanwhile }) => !meanwhile.startsWith('go on'))
    ? 'earlier programs have to be stopped first'
    : null;

describe('an upgrade', () => {
  const target = useDatabase({ template: 'template0' });
  let release: EarlierRelease;
  let dataFolder: string;
  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'actionary-upgrade-'));
    if (!reason) release = await takeRelease(before!.revision);
  });
  afterAll(async () => {
    await endProducts();
    await release?.remove();
    await rm(dataFolder, { recursive: true });
  });

  const start = async (roles: string, root?: string) => {
    const settings = { DATABASE_URL: target.url, ACTIONARY_DATA: dataFolder, ACTIONARY_ROLES: roles };
    const product = startProduct(settings, root === undefined ? {} : { root });
    await product.works();
    return product;
  };

  async function ask<T>(product: Product, query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${product.url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: readonly { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    noteCounts({ requests: 1 });
    return data;
  }

  /** Requests of all kinds, of which none may fail. */
  async function use(product: Product, name: string) {
    const { createVocabulary: made } = await ask<{ createVocabulary: { userErrors: object[] } }>(
      product,
      'mutation ($name: String!) { createVocabulary(input: { name: $name }) { userErrors { message } } }',
      { name },
    );
    expect(made.userErrors).toEqual([]);
    const seen = await ask<{ vocabularies: { nodes: { name: string }[] }; videos: { nodes: { id: string }[] } }>(
      product,
      `{ vocabularies(first: 50) { nodes { name } }
         videos { nodes { id name currentRecognitions { segments { startMs content { label(language: "ja") } } } } } }`,
    );
    expect(seen.vocabularies.nodes.map((vocabulary) => vocabulary.name)).toContain(name);
    return seen.videos.nodes.map(({ id }) => id);
  }

  /** Asks one program for a recognition, and waits until whoever takes tasks has carried it out. */
  async function recognize(product: Product) {
    const videoIds = await use(product, `words of ${crypto.randomUUID()}`);
    const { recipes } = await ask<{ recipes: { nodes: { id: string }[] } }>(product, '{ recipes { nodes { id } } }');
    const { startRecognition: started } = await ask<{ startRecognition: { userErrors: object[] } }>(
      product,
      'mutation ($input: StartRecognitionInput!) { startRecognition(input: $input) { userErrors { message } } }',
      { input: { recipeId: recipes.nodes[0]!.id, videoIds: videoIds.slice(0, 3) } },
    );
    expect(started.userErrors).toEqual([]);
    await untilFinished(product);
    noteCounts({ recognitions: 1 });
  }

  async function untilFinished(product: Product) {
    type Nodes = { recognitions: { nodes: { state: string }[] } };
    for (;;) {
      const { recognitions } = await ask<Nodes>(product, '{ recognitions(first: 50) { nodes { state } } }');
      if (recognitions.nodes.every(({ state }) => state === 'succeeded')) return;
      expect(recognitions.nodes.map(({ state }) => state)).not.toContain('failed');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function migrations() {
    const { rows } = await target.db.pool.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1',
    );
    return rows.map(({ name }) => name);
  }

  const title = 'lets the release before go on beside this one, with requests and tasks, until it is stopped';
  const testWithHistory = reason ? test.skip : test;
  testWithHistory(reason ? `${title}: left out, since ${reason}` : title, async () => {
    const old = await start('server,worker', release.root);
    expect((await migrations()).filter((name) => missing.includes(name))).toEqual([]);
    await untilFinished(old);

    const young = await start('server');
    expect(await migrations()).toEqual(expect.arrayContaining(missing));
    // Only the old program takes tasks: those of the new server, too.
    await recognize(young);
    await recognize(old);

    const worker = await start('worker');
    await Promise.all([recognize(young), recognize(old)]);
    old.child.kill('SIGTERM');
    expect(await old.ended).toEqual({ code: 0, signal: null });

    // Only the new one does.
    await recognize(young);
    const { rows } = await target.db.pool.query(
      `SELECT (SELECT count(*)::int FROM "Job" WHERE "state" <> 'succeeded') AS jobs,
         (SELECT count(*)::int FROM pgboss.job WHERE name = 'dead-letters' OR state = 'failed') AS tasks`,
    );
    expect(rows).toEqual([{ jobs: 0, tasks: 0 }]);
    for (const product of [worker, young]) {
      product.child.kill('SIGTERM');
      expect(await product.ended).toEqual({ code: 0, signal: null });
    }
    noteCounts({ programs: 3, 'migrations between them': missing.length });
    for (const product of [old, young, worker]) {
      expect(product.complaints()).toEqual([]);
      expect(product.logged()).toEqual([]);
    }
  });
});
