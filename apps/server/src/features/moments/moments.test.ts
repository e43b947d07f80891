import { loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { addVideos, createPromptSet, versionsOfPromptSets } from '../../../../../prisma/src/index.ts';
import type { Video } from '../../../../../prisma/src/index.ts';
import { demoTruth } from '../../../../../test/factories/demo.ts';
import { addEmbeddedDemo } from '../../../../../test/factories/embedded-demo.ts';
import { makeLibrary, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { createContext } from '../../context.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { searchMoments } from './moments.service.ts';
import { openViewer } from '../../shared/access/viewer.ts';

const server = useServer();
const encoderId = toGlobalId('Encoder', 'workbench');
let libraryId: string;
let videos: ReadonlyMap<string, Video>;
let promptSetVersionId: string;

beforeAll(async () => {
  const demo = await addEmbeddedDemo(server.services, ['packing', 'assembly']);
  libraryId = toGlobalId('VideoLibrary', demo.library.id);
  ({ videos } = demo);
  const input = { name: 'Sentences', language: 'en', templates: ['a worker {label}'] };
  const [[version]] = await versionsOfPromptSets(server.db, [valueOf(await createPromptSet(server.db, input)).id]);
  promptSetVersionId = toGlobalId('PromptSetVersion', version!.id);
});

interface Found {
  moments: { video: { name: string }; startMs: number; endMs: number; similarity: number; pictureUrl: string }[] | null;
  prompts: string[] | null;
  windowCount: number | null;
  unembeddedVideoCount: number | null;
  distribution: { from: number; to: number; count: number }[] | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

async function find(input: object): Promise<Found> {
  const { found } = await server.ask<{ found: Found }>(
    `query ($input: FindMomentsInput!) { found: findMoments(input: $input) {
      moments { video { name } startMs endMs similarity pictureUrl }
      prompts windowCount unembeddedVideoCount distribution { from to count } userErrors { code field message }
    } }`,
    { input: { encoderId, ...input } },
  );
  return found;
}

/** What is done at a time of a demo's video. */
async function doneAt(name: string, timeMs: number): Promise<string | undefined> {
  const truth = await demoTruth(name.replace('.mp4', ''));
  return truth.find(({ startMs, endMs }) => startMs <= timeMs && timeMs < endMs)?.conceptId;
}

describe('findMoments', () => {
  test.each([
    ['wipe', 'a worker wiping something'],
    ['tape', 'a worker taping something'],
    ['scan', 'a worker scanning something'],
  ])('finds where somebody does %s, by a phrase', async (conceptId, text) => {
    const { moments, prompts, windowCount, distribution } = await find({ text, first: 3 });
    expect(prompts).toEqual([text]);
    const [best] = moments!;
    const { startMs, endMs } = best!;
    expect(await doneAt(best!.video.name, (startMs + endMs) / 2)).toBe(conceptId);
    expect(distribution!.reduce((sum, { count }) => sum + count, 0)).toBe(windowCount);
    expect(distribution!.at(-1)?.to).toBeCloseTo(best!.similarity, 6);
  });

  test('finds the same by a concept of a version, by one that is not saved, and by its prompt', async () => {
    const version = await makeVersion(server.db, [{ id: 'wipe', prefLabels: { en: 'wiping' } }]);
    const [{ conceptId }] = await server.db.prisma.conceptContent.findMany({ where: { versionId: version.id } });
    const saved = {
      conceptId: toGlobalId('Concept', conceptId),
      vocabularyVersionId: toGlobalId('VocabularyVersion', version.id),
      promptSetVersionId,
    };
    const concept = { externalId: 'polish', prefLabels: [{ language: 'en', text: 'wiping' }] };
    const found = [
      await find(saved),
      await find({ concept, promptSetVersionId }),
      await find({ text: 'a worker wiping' }),
    ];
    for (const one of found) expect(one).toEqual(found[2]);
    expect(found[0]!.prompts).toEqual(['a worker wiping']);
    expect(found[0]!.moments?.length).toBeGreaterThan(0);
  });

  test('averages the prompts of a concept', async () => {
    const prompts = [{ language: 'en', texts: ['a worker taping something', 'taping'] }];
    const concept = { externalId: 'tape', prefLabels: [{ language: 'en', text: 'Tape' }], prompts };
    const found = await find({ concept, promptSetVersionId, first: 1 });
    expect(found.prompts).toEqual(prompts[0]!.texts);
    const [{ video, startMs, endMs }] = found.moments as [NonNullable<Found['moments']>[number]];
    expect(await doneAt(video.name, (startMs + endMs) / 2)).toBe('tape');
  });

  test('searches the libraries asked for, and counts what has no embeddings', async () => {
    const other = await makeLibrary(server.db);
    await addVideos(server.db, other.id, [{ path: 'new.mp4', sizeBytes: 1, modifiedAt: new Date(0) }]);
    const text = 'a worker wiping something';
    const all = await find({ text });
    const demo = await find({ text, libraryIds: [libraryId] });
    const none = await find({ text, libraryIds: [toGlobalId('VideoLibrary', other.id)] });
    expect(demo.moments).toEqual(all.moments);
    expect([all.unembeddedVideoCount, demo.unembeddedVideoCount, none.unembeddedVideoCount]).toEqual([1, 0, 1]);
    const durationMs = [...videos.values()].reduce((sum, video) => sum + video.durationMs!, 0);
    expect(Math.abs(all.windowCount! - durationMs / 500)).toBeLessThanOrEqual(2);
    expect(none).toMatchObject({ moments: [], windowCount: 0, distribution: [], userErrors: [] });
  });

  test('shows a picture from the best window, made once', async () => {
    const { moments } = await find({ text: 'a worker wiping something', first: 1 });
    const url = server.url + moments![0]!.pictureUrl;
    const load = async () => {
      const response = await fetch(url, { headers: { connection: 'close' } });
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      return Buffer.from(await response.arrayBuffer());
    };
    const picture = await load();
    const { width, height } = await loadImage(picture);
    expect(Math.max(width, height)).toBeLessThanOrEqual(320);
    expect(await load()).toEqual(picture);
    const late = await fetch(url.replace(/at\/\d+/, 'at/99999999'), { headers: { connection: 'close' } });
    expect(late.status).toBe(404);
  });

  test.each([
    ['nothing to look for', {}, ['INVALID', null]],
    ['two things', { text: 'wiping', conceptId: 'x' }, ['INVALID', null]],
    ['an empty text', { text: ' ' }, ['INVALID', ['text']]],
    ['a text without a word', { text: '🔩' }, ['INVALID', ['text']]],
    ['a text that is too long', { text: 'wiping '.repeat(20) }, ['INVALID', ['text']]],
    ['an encoder that is not there', { text: 'wiping', encoderId: 'x' }, ['NOT_FOUND', ['encoderId']]],
    [
      'an encoder that has to be pulled',
      { text: 'wiping', encoderId: toGlobalId('Encoder', 'clip-vit-b32') },
      ['NOT_INSTALLED', ['encoderId']],
    ],
    ['a library that is none', { text: 'wiping', libraryIds: ['x'] }, ['NOT_FOUND', ['libraryIds', '0']]],
    ['too much', { text: 'wiping', first: 101 }, ['INVALID', ['first']]],
    [
      'a concept without templates',
      { concept: { externalId: 'a', prefLabels: [{ language: 'en', text: 'A' }] } },
      ['INVALID', ['promptSetVersionId']],
    ],
  ])('refuses %s', async (_, input, [code, field]) => {
    const { moments, windowCount, userErrors } = await find(input);
    expect({ moments, windowCount, userErrors }).toMatchObject({
      moments: null,
      windowCount: null,
      userErrors: [{ code, field }],
    });
  });

  test('refuses a concept that the templates cannot be filled for', async () => {
    const concept = { externalId: 'a', prefLabels: [{ language: 'ja', text: '拭取り' }] };
    expect((await find({ concept, promptSetVersionId })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['concept'] },
    ]);
  });

  test('ends when the client has gone', async () => {
    const signal = AbortSignal.abort(new Error('the client has gone'));
    const context = createContext(server.services, 'test', { viewer: openViewer(null), signal });
    await expect(searchMoments(context, { encoderId, text: 'a worker wiping something' })).rejects.toThrow('has gone');
  });
});
