import { beforeAll, describe, expect, test } from '@jest/globals';
import { readAnnotations } from '../../../../../inference/src/index.ts';
import { createReviews } from '../../../../../prisma/src/index.ts';
import { makeRecognized, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();
let address: string;

const get = (path: string) => fetch(server.url + path, { headers: { connection: 'close' } });
const read = async (ending: string, format: 'eaf' | 'json' | 'csv' | 'vtt') =>
  readAnnotations(await (await get(address + ending)).text(), format).videos.map(({ name, tracks }) => ({
    name,
    tracks: tracks.map((track) => ({ ...track, spans: track.spans.map(({ place: _, ...span }) => span) })),
  }));

beforeAll(async () => {
  const { db } = server;
  const version = await makeVersion(db, [
    { id: 'pick', prefLabels: { en: 'Pick up', ja: '取り上げ' } },
    { id: 'wipe', prefLabels: { en: 'Wipe' } },
  ]);
  const { vocabularyId } = version;
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId }, orderBy: { externalId: 'asc' } });
  const [pick, wipe] = concepts.map(({ id }) => id);
  const made = await makeRecognized(db, version.id, [[pick!, null, wipe!]]);
  const { contentSha256 } = await db.prisma.video.findUniqueOrThrow({ where: { id: made.videoIds[0]! } });
  const span = { contentSha256: contentSha256!, vocabularyId };
  valueOf(
    await createReviews(db, [
      { ...span, startMs: 0, endMs: 2000, conceptId: pick!, verdict: 'confirm' },
      { ...span, startMs: 1500, endMs: 2500, conceptId: wipe!, verdict: 'draw' },
      { ...span, startMs: 2500, endMs: 3000, conceptId: null, verdict: 'reject' },
      { ...span, startMs: 500, endMs: 2700, conceptId: wipe!, verdict: 'draw', track: 'leftHand' },
      { ...span, startMs: 700, endMs: 700, conceptId: pick!, verdict: 'draw' },
      { ...span, startMs: 700, endMs: 700, conceptId: pick!, verdict: 'draw', track: 'machine' },
    ]),
  );
  const { node } = await server.ask<{ node: { recognitions: { nodes: { annotationsUrl: string }[] } } }>(
    'query ($id: ID!) { node(id: $id) { ... on Video { recognitions { nodes { annotationsUrl } } } } }',
    { id: Buffer.from(`Video:${made.videoIds[0]!}`).toString('base64url') },
  );
  address = node.recognitions.nodes[0]!.annotationsUrl;
});

const found = [
  { startMs: 0, endMs: 1000, label: 'Pick up' },
  { startMs: 2000, endMs: 3000, label: 'Wipe' },
];
/** What was said last takes its part of what was said before. */
const said = [
  { startMs: 0, endMs: 1500, label: 'Pick up' },
  { startMs: 1500, endMs: 2500, label: 'Wipe' },
];

const held = [{ startMs: 500, endMs: 2700, label: 'Wipe' }];

describe('annotations', () => {
  test('of ELAN have what was recognised, and what was said about the work and each hand; no moments', async () => {
    expect(await read('.eaf', 'eaf')).toEqual([
      {
        name: '001.mp4',
        tracks: [
          { name: 'recognition', spans: found },
          { name: 'review', spans: said },
          { name: 'leftHand', spans: held },
        ],
      },
    ]);
  });

  test.each(['json', 'csv', 'vtt'] as const)('of %s have one of both', async (format) => {
    const [recognised] = await read(`.${format}`, format);
    const [reviewed] = await read(`.${format}?track=review`, format);
    expect(recognised!.tracks[0]!.spans).toEqual(found);
    expect(reviewed!.tracks[0]!.spans).toEqual(said);
    const [left, machine] = await Promise.all(
      ['leftHand', 'machine'].map((name) => read(`.${format}?track=${name}`, format)),
    );
    expect(left![0]!.tracks[0]!.spans).toEqual(held);
    expect(machine!.flatMap(({ tracks }) => tracks.flatMap(({ spans }) => spans))).toEqual([]);
  });

  test('are in the language that is asked for, else in one that there is', async () => {
    const [video] = await read('.vtt?language=ja', 'vtt');
    expect(video!.tracks[0]!.spans.map(({ label }) => label)).toEqual(['取り上げ', 'Wipe']);
  });

  test('come as a file', async () => {
    const { headers } = await get(`${address}.eaf`);
    expect(headers.get('content-disposition')).toContain('filename=001.mp4.eaf');
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
  });

  test('are refused where there is nothing, or the wish is none', async () => {
    expect((await get('/annotations/x.eaf')).status).toBe(404);
    expect((await get(`${address}.mp4`)).status).toBe(404);
    const refused = await get(`${address}.vtt?track=left`);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('track');
  });
});
