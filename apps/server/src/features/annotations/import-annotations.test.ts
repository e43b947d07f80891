import { beforeEach, describe, expect, test } from '@jest/globals';
import { createReviews } from '../../../../../prisma/src/index.ts';
import type { ReviewInput } from '../../../../../prisma/src/index.ts';
import { makeRecognized, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();

interface Report {
  format: string;
  tracks: { index: number; videoName: string | null; name: string; annotationCount: number }[];
  track: number;
  isOfVideo: boolean;
  labels: {
    text: string;
    annotationCount: number;
    place: string;
    concept: { label: string } | null;
    match: string | null;
    candidates: { label: string }[];
  }[];
  addedCount: number;
  unchangedCount: number;
  withdrawnCount: number;
  conflictingCount: number;
  unmatchedCount: number;
  problems: { kind: string; place: string; startMs: number }[];
}

interface Answer {
  report: Report | null;
  reviews: { id: string; startMs: number; endMs: number; verdict: string; person: string | null }[] | null;
  withdrawnIds: string[] | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

const REPORT = `{ format track isOfVideo tracks { index videoName name annotationCount }
  labels { text annotationCount place startMs match concept { label } candidates { label } }
  annotationCount unmatchedCount addedCount unchangedCount withdrawnCount conflictingCount problemCount
  problems { kind place label startMs endMs } }`;
const PREVIEW = `query ($input: AnnotationsInput!) { answer: previewAnnotations(input: $input) {
  report: preview ${REPORT} userErrors { code field message } } }`;
const IMPORT = `mutation ($input: AnnotationsInput!) { answer: importAnnotations(input: $input) {
  report: imported ${REPORT} reviews { id startMs endMs verdict person } withdrawnIds userErrors { code field message } } }`;

let videoId: string;
let vocabularyId: string;
let span: Pick<ReviewInput, 'contentSha256' | 'vocabularyId'>;
let concepts: ReadonlyMap<string, string>;
let annotationsUrl: string;

const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64url');
const ask = async (document: string, content: string, more: object = {}): Promise<Answer> => {
  const file = { fileName: 'file', content: Buffer.from(content).toString('base64') };
  const input = { videoId, vocabularyId, ...file, ...more };
  return (await server.ask<{ answer: Answer }>(document, { input })).answer;
};
const preview = async (content: string, more: object = {}) => (await ask(PREVIEW, content, more)).report!;
const take = (content: string, more: object = {}) => ask(IMPORT, content, more);
const said = async () => {
  const rows = await server.db.prisma.review.findMany({ where: span, orderBy: { startMs: 'asc' } });
  const names = new Map([...concepts].map(([name, id]) => [id, name]));
  return rows.map(({ startMs, endMs, conceptId }) => [startMs, endMs, conceptId && names.get(conceptId)]);
};
const csv = (...rows: readonly (readonly [string, number, number])[]) =>
  ['videoPath,label,startTime,endTime', ...rows.map(([label, from, to]) => `001.mp4,${label},${from},${to}`)].join(
    '\n',
  );

beforeEach(async () => {
  const { db } = server;
  const version = await makeVersion(db, [
    { id: 'pick', notation: 'W-1', prefLabels: { en: 'Pick up', ja: '取り上げ' }, hiddenLabels: { ja: ['とりあげ'] } },
    { id: 'wipe', prefLabels: { en: 'Wipe' }, altLabels: { en: ['Clean', 'Turn'] } },
    { id: 'rotate', prefLabels: { en: 'Rotate' }, altLabels: { en: ['Turn'] } },
  ]);
  const rows = await db.prisma.concept.findMany({ where: { vocabularyId: version.vocabularyId } });
  concepts = new Map(rows.map(({ id, externalId }) => [externalId, id]));
  const { videoIds } = await makeRecognized(db, version.id, [[concepts.get('pick')!, null, concepts.get('wipe')!]]);
  const video = await db.prisma.video.update({ where: { id: videoIds[0]! }, data: { durationMs: 10_000 } });
  span = { contentSha256: video.contentSha256!, vocabularyId: version.vocabularyId };
  videoId = globalId('Video', video.id);
  vocabularyId = globalId('Vocabulary', version.vocabularyId);
  const { node } = await server.ask<{ node: { recognitions: { nodes: { annotationsUrl: string }[] } } }>(
    'query ($id: ID!) { node(id: $id) { ... on Video { recognitions { nodes { annotationsUrl } } } } }',
    { id: videoId },
  );
  ({ annotationsUrl } = node.recognitions.nodes[0]!);
});

describe('a preview of annotations', () => {
  test('tells as what labels were found, whichever way they are written, and changes nothing', async () => {
    const file = csv(['ｗ-1', 0, 1], ['トリアゲ', 1, 2], ['CLEAN', 2, 3], ['turn', 3, 4], ['nap', 4, 5], ['nap', 5, 6]);
    const { labels, ...report } = await preview(file);
    expect(labels.map(({ text, concept, match }) => [text, concept?.label ?? null, match])).toEqual([
      ['ｗ-1', 'Pick up', 'id'],
      ['トリアゲ', 'Pick up', 'hiddenLabel'],
      ['CLEAN', 'Wipe', 'altLabel'],
      ['turn', null, 'altLabel'],
      ['nap', null, null],
    ]);
    expect(labels[3]!.candidates.map(({ label }) => label).toSorted()).toEqual(['Rotate', 'Wipe']);
    expect(labels[4]).toMatchObject({ annotationCount: 2, place: 'row 6' });
    expect(report).toMatchObject({ format: 'createMl', isOfVideo: true, addedCount: 3, unmatchedCount: 3 });
    expect(await said()).toEqual([]);
  });

  test('tells what lies behind the end, what overlaps, and what is said otherwise', async () => {
    const review = { ...span, startMs: 0, endMs: 500, conceptId: concepts.get('wipe')!, verdict: 'draw' as const };
    valueOf(await createReviews(server.db, [review]));
    const { problems, addedCount } = await preview(
      csv(['pick', 0, 1], ['pick', 2, 5], ['wipe', 4, 6], ['wipe', 9, 11], ['pick', 12, 13]),
    );
    expect(problems.map(({ kind, place }) => [kind, place])).toEqual([
      ['conflicting', 'row 2'],
      ['overlapped', 'row 3'],
      ['cut', 'row 5'],
      ['outside', 'row 6'],
    ]);
    expect(addedCount).toBe(3);
  });

  test('takes the track of the video, and among those what people have said', async () => {
    const activityNet = JSON.stringify({
      database: {
        other: { annotations: [{ segment: [0, 1], label: 'wipe' }] },
        'v/001': { annotations: [{ segment: [1, 2], label: 'pick' }] },
      },
    });
    expect(await preview(activityNet)).toMatchObject({ track: 1, isOfVideo: true, addedCount: 1 });
    expect(await preview(activityNet, { track: 0 })).toMatchObject({ track: 0, isOfVideo: false });
    const written = await (await fetch(`${server.url}${annotationsUrl}.eaf`)).text();
    const { tracks, track } = await preview(written);
    expect(tracks.map(({ name, annotationCount }) => [name, annotationCount])).toEqual([['recognition', 2]]);
    expect(track).toBe(0);
  });
});

describe('annotations that are imported', () => {
  test('are reviews of whoever imports them, once', async () => {
    const file = csv(['Pick up', 0, 1.5], ['Wipe', 1.5, 4]);
    const { reviews, report } = await take(file);
    expect(reviews).toMatchObject([
      { startMs: 0, endMs: 1500, verdict: 'draw', person: null },
      { startMs: 1500, endMs: 4000 },
    ]);
    expect(report).toMatchObject({ addedCount: 2, unchangedCount: 0 });
    expect(await take(file)).toMatchObject({ reviews: [], report: { addedCount: 0, unchangedCount: 2 } });
    expect(await said()).toEqual([
      [0, 1500, 'pick'],
      [1500, 4000, 'wipe'],
    ]);
  });

  test.each(['eaf', 'json', 'csv', 'vtt'])('say what was exported as %s', async (ending) => {
    const draw = { ...span, verdict: 'draw' as const };
    const reviews = valueOf(
      await createReviews(server.db, [
        { ...draw, startMs: 0, endMs: 1234, conceptId: concepts.get('pick')! },
        { ...draw, startMs: 1234, endMs: 8001, conceptId: concepts.get('rotate')! },
      ]),
    );
    const file = await (await fetch(`${server.url}${annotationsUrl}.${ending}?track=review&language=ja`)).text();
    const more = { fileName: `001.${ending}` };
    expect(await take(file, more)).toMatchObject({ reviews: [], report: { unchangedCount: 2, addedCount: 0 } });
    const before = await said();
    await server.db.prisma.review.deleteMany({ where: { id: { in: reviews.map(({ id }) => id) } } });
    expect((await take(file, more)).reviews).toHaveLength(2);
    expect(await said()).toEqual(before);
  });

  test('leave what is said otherwise, or take its place where that is wished, and say its rest again', async () => {
    const review = { ...span, startMs: 0, endMs: 6000, conceptId: concepts.get('wipe')!, verdict: 'confirm' as const };
    const [old] = valueOf(await createReviews(server.db, [review]));
    const file = csv(['pick', 2, 4], ['pick', 6, 7]);
    expect(await take(file)).toMatchObject({ report: { addedCount: 1, conflictingCount: 1 }, withdrawnIds: [] });
    const { reviews, withdrawnIds } = await take(file, { replaces: true });
    expect(reviews!.map(({ verdict }) => verdict)).toEqual(['confirm', 'draw', 'confirm']);
    expect(withdrawnIds).toEqual([globalId('Review', old!.id)]);
    expect(await said()).toEqual([
      [0, 2000, 'wipe'],
      [2000, 4000, 'pick'],
      [4000, 6000, 'wipe'],
      [6000, 7000, 'pick'],
    ]);
    expect(await take(file, { replaces: true })).toMatchObject({ reviews: [], withdrawnIds: [] });
  });

  test('mean what people say that they mean', async () => {
    const meanings = [
      { label: 'nap', conceptId: globalId('Concept', concepts.get('rotate')!) },
      { label: 'Wipe', conceptId: null },
    ];
    const { report } = await take(csv(['nap', 0, 1], ['Wipe', 1, 2]), { meanings });
    expect(report!.labels.map(({ match, concept }) => [match, concept?.label ?? null])).toEqual([
      ['given', 'Rotate'],
      ['given', null],
    ]);
    expect(await said()).toEqual([[0, 1000, 'rotate']]);
  });

  test('come to a track of their own, and are compared with what was said on that one', async () => {
    const draw = { ...span, startMs: 0, endMs: 6000, conceptId: concepts.get('wipe')!, verdict: 'draw' as const };
    valueOf(await createReviews(server.db, [draw]));
    const file = csv(['pick', 2, 4]);
    expect(await take(file, { into: 'leftHand', replaces: true })).toMatchObject({
      report: { addedCount: 1, conflictingCount: 0 },
      withdrawnIds: [],
    });
    const rows = await server.db.prisma.review.findMany({ where: span, orderBy: { startMs: 'asc' } });
    expect(rows.map(({ track, startMs }) => [track, startMs])).toEqual([
      ['work', 0],
      ['leftHand', 2000],
    ]);
    expect(await take(file, { into: 'leftHand' })).toMatchObject({ report: { addedCount: 0, unchangedCount: 1 } });
  });

  test('may be thousands', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ['pick', index / 1000, (index + 1) / 1000] as const);
    expect((await take(csv(...rows))).reviews).toHaveLength(5000);
    const { userErrors } = await take(csv(...rows, ['pick', 6, 7]));
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['content'] }]);
    expect(userErrors[0]!.message).toContain('5001 annotations in "annotations"; at most 5000: split the file');
  });

  test.each([
    ['text that is no file', 'nothing', {}, ['content'], 'needed are the columns'],
    ['a span without length', csv(['pick', 2, 2]), {}, ['content'], 'row 2: 2000 … 2000 ms is no part of a video'],
    ['a file without annotations', 'WEBVTT\n', {}, ['content'], 'there are no annotations in it'],
    ['a track that is not there', csv(['pick', 0, 1]), { track: 7 }, ['track'], 'the file has 1 tracks'],
    ['no base64', '', { content: '%%%' }, ['content'], 'not base64'],
    ['a concept of nowhere', csv(['pick', 0, 1]), { meanings: [{ label: 'pick', conceptId: 'x' }] }, null, 'Concept'],
    ['a video of nowhere', csv(['pick', 0, 1]), { videoId: 'x' }, ['videoId'], 'there is no Video'],
  ])('are refused: %s', async (_, content, more, field, message) => {
    const answer = await take(content, more);
    expect(answer).toMatchObject({ report: null, reviews: null, userErrors: [{ ...(field && { field }) }] });
    expect(answer.userErrors[0]!.message).toContain(message);
    expect(await said()).toEqual([]);
  });
});
