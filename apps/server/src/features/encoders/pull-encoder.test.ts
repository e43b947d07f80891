import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalogueEntry, readCatalogue } from '../../../../../inference/src/models/catalogue.ts';
import { encoderEntry } from '../../../../../inference/src/models/entry.ts';
import type { EncoderEntry } from '../../../../../inference/src/models/entry.ts';
import { encoderIdentity } from '../../../../../inference/src/index.ts';
import { startFileServer } from '../../../../../test/factories/file-server.ts';
import type { FileServer } from '../../../../../test/factories/file-server.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { openStream } from '../../../../../test/factories/stream.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const WORKBENCH = path.join(import.meta.dirname, '../../../../../inference/models/workbench');
const NAMES = ['image.onnx', 'text.onnx', 'tokenizer.json'];
const server = useServer({ isWorker: true });
const servers: FileServer[] = [];
/** The catalogue is the worker's, which other files read after this one. */
const catalogue = readCatalogue() as EncoderEntry[];
const knownCount = catalogue.length;
const modelsBefore = process.env['ACTIONARY_MODELS'];
let files: Record<string, Buffer<ArrayBuffer>>;

beforeAll(async () => {
  process.env['ACTIONARY_MODELS'] = path.join(server.folder, 'models');
  const read = NAMES.map(async (name) => [`/${name}`, await readFile(path.join(WORKBENCH, name))] as const);
  files = Object.fromEntries(await Promise.all(read));
});

afterAll(async () => {
  catalogue.length = knownCount;
  if (modelsBefore === undefined) delete process.env['ACTIONARY_MODELS'];
  else process.env['ACTIONARY_MODELS'] = modelsBefore;
  await Promise.all(servers.map((one) => one.close()));
});

/** Puts an encoder like the bundled one into the catalogue, to be fetched from a local server. */
async function offer(id: string, options: Partial<Parameters<typeof startFileServer>[0]> = {}): Promise<EncoderEntry> {
  const source = await startFileServer({ files, ...options });
  servers.push(source);
  const { bundled: _, ...workbench } = catalogueEntry('workbench');
  const facts = NAMES.map((name) => {
    const content = files[`/${name}`]!;
    return { name, sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  });
  const entry = encoderEntry.parse({ ...workbench, id, source: `${source.url}/`, files: facts });
  catalogue.push(entry);
  return entry;
}

interface Pulled {
  pulled: {
    encoder: { status: string };
    job: { id: string; unit: string; encoder: { catalogueId: string } } | null;
    userErrors: [];
  };
}

function pull(id: string): Promise<Pulled> {
  return server.ask<Pulled>(
    'mutation ($id: ID!) { pulled: pullEncoder(id: $id) { encoder { status } job { id unit encoder { catalogueId } } userErrors { code } } }',
    { id: toGlobalId('Encoder', id) },
  );
}

interface Progress {
  job: { state: string; doneCount: number; totalCount: number; error: { code: string; message: string } | null };
}

function follow({ pulled }: Pulled) {
  const query = `subscription ($id: ID!) {
    job: jobProgress(id: $id) { state doneCount totalCount error { code message } }
  }`;
  return openStream<Progress>(server.url, query, { id: pulled.job!.id });
}

async function stateOf(id: string): Promise<object | undefined> {
  const { encoders } = await server.ask<{ encoders: { catalogueId: string; status: string; digest: string | null }[] }>(
    '{ encoders { catalogueId status digest } }',
  );
  const found = encoders.find(({ catalogueId }) => catalogueId === id);
  return found && { status: found.status, digest: found.digest };
}

describe('pullEncoder', () => {
  test('fetches an encoder with progress; then it is installed', async () => {
    // The first connection breaks, so that the download takes longer than a report.
    const entry = await offer('fetched', { cutAfter: (request) => (request === 0 ? 100_000 : undefined) });
    const totalCount = entry.files.reduce((sum, { sizeBytes }) => sum + sizeBytes!, 0);
    expect(await stateOf('fetched')).toEqual({ status: 'available', digest: null });
    const started = await pull('fetched');
    const asked = { unit: 'bytes', encoder: { catalogueId: 'fetched' } };
    expect(started.pulled).toMatchObject({ encoder: { status: 'available' }, job: asked, userErrors: [] });
    const stream = await follow(started);
    const { job: half } = await stream.until(({ job }) => job.doneCount > 0);
    expect(half.state).toBe('running');
    expect(half.doneCount).toBeLessThan(totalCount);
    const { job: last } = await stream.until(({ job }) => job.state !== 'running');
    expect(last).toEqual({ state: 'succeeded', doneCount: totalCount, totalCount, error: null });
    const { digest } = encoderIdentity(entry);
    expect(await stateOf('fetched')).toEqual({ status: 'installed', digest });
    expect((await pull('fetched')).pulled).toMatchObject({ encoder: { status: 'installed' }, job: null });
  });

  test('is stopped by cancelJob', async () => {
    await offer('cancelled', { isSilent: (request) => request === 1 });
    const started = await pull('cancelled');
    const stream = await follow(started);
    await stream.until(({ job }) => job.doneCount > 0);
    expect((await pull('cancelled')).pulled.job).toEqual(started.pulled.job);
    const { cancelled } = await server.ask<{ cancelled: { job: { state: string } } }>(
      'mutation ($id: ID!) { cancelled: cancelJob(id: $id) { job { state } } }',
      { id: started.pulled.job!.id },
    );
    expect(cancelled.job.state).toBe('cancelled');
    expect(await stream.until(({ job }) => job.state !== 'running')).toMatchObject({ job: { error: null } });
    expect(await stateOf('cancelled')).toEqual({ status: 'available', digest: null });
    // The worker has left the download: it takes the next one.
    await offer('next');
    const next = await follow(await pull('next'));
    expect((await next.until(({ job }) => job.state !== 'running' && job.state !== 'queued')).job.state).toBe(
      'succeeded',
    );
  });

  test('reports bytes that are not what the catalogue promises', async () => {
    const tokenizer = Buffer.from(files['/tokenizer.json']!);
    tokenizer[0] = 0x20;
    await offer('forged', { files: { ...files, '/tokenizer.json': tokenizer } });
    const stream = await follow(await pull('forged'));
    const { job } = await stream.until(({ job: { error } }) => error !== null);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'CHECKSUM' } });
    expect(job.error!.message).toContain('tokenizer.json: sha256');
    expect(await stateOf('forged')).toEqual({ status: 'available', digest: null });
  });
});
