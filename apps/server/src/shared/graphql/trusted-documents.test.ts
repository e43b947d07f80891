import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useDatabase } from '../../../../../test/factories/database.ts';
import { endProducts, startProduct } from '../../../../../test/factories/product.ts';
import { readTrustedDocuments, refusalOf } from './trusted-documents.ts';

// Before the database's own, which insists that nobody is connected.
afterAll(endProducts);
const target = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-trusted-'));
  await writeFile(
    path.join(folder, 'events.graphql'),
    '# Of line 4\nquery Events { viewer { ...Who } }\nfragment Who on Viewer { name }',
  );
  await writeFile(path.join(folder, 'README'), 'not one');
});
afterAll(() => rm(folder, { recursive: true }));

test('white space and comments do not count, everything else does', async () => {
  const trusted = await readTrustedDocuments(folder);
  const isTrusted = (text: string) => refusalOf(text, trusted) === null;
  expect(isTrusted('query Events{viewer{...Who}} fragment Who on Viewer{name,}')).toBe(true);
  expect(isTrusted('query Events { viewer { ...Who email } } fragment Who on Viewer { name }')).toBe(false);
  expect(isTrusted('{ "')).toBe(false);
  expect(refusalOf('{ anything }', null)).toBeNull();
});

test('a file that is no document is told by its name', async () => {
  const other = await mkdtemp(path.join(tmpdir(), 'actionary-trusted-'));
  await writeFile(path.join(other, 'half.graphql'), '{ node(id: "');
  await expect(readTrustedDocuments(other)).rejects.toThrow('half.graphql is no GraphQL document');
  await rm(other, { recursive: true });
});

test('the product carries out nothing but them, and what the admin asks', async () => {
  const product = startProduct({ TRUSTED_DOCUMENTS: folder, DATABASE_URL: target.url, ACTIONARY_ROLES: 'server' });
  await product.works();
  const ask = async (query: string, address = '/graphql') => {
    const headers = {
      'content-type': 'application/json',
      accept: address === '/graphql' ? 'application/json' : 'text/event-stream',
      connection: 'close',
    };
    const response = await fetch(product.url() + address, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return response.text();
  };
  const documents: Readonly<Record<string, unknown>> = await import('@actionary/admin/documents');
  expect(await ask(String(documents['HomeDocument']))).toContain('"data":{');
  const events = 'query Events { viewer { ...Who } } fragment Who on Viewer { name }';
  expect(JSON.parse(await ask(events))).toEqual({ data: { viewer: { name: null } } });
  expect(await ask('{ viewer { name } }')).toContain('DOCUMENT_NOT_TRUSTED');
  expect(await ask('subscription { publicationChanges { id state } }', '/graphql/stream')).toContain(
    'DOCUMENT_NOT_TRUSTED',
  );
  product.child.kill('SIGTERM');
  await product.ended;
});
