import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import {
  changeDraft,
  createPromptSet,
  createVocabulary,
  openDraft,
  publishDraft,
  saveRecipe,
  versionsOfPromptSets,
} from '../../../../../../prisma/src/index.ts';
import type { ConceptInput, Video } from '../../../../../../prisma/src/index.ts';
import { demoTruth } from '../../../../../../test/factories/demo.ts';
import { addEmbeddedDemo } from '../../../../../../test/factories/embedded-demo.ts';
import { sha256, valueOf } from '../../../../../../test/factories/records.ts';
import { countStatements } from '../../../../../../test/factories/database.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { queueSuggestions } from '../../../shared/queue/queue-suggestions.ts';
import { suggestTask } from './suggest.task.ts';

const server = useServer({ isWorker: true });
let video: Video;
let encoderDigest: string;
let promptSetVersionId: string;

const concept = (id: string, en: string): ConceptInput => ({ id, prefLabels: { en } });

beforeAll(async () => {
  const demo = await addEmbeddedDemo(server.services, ['packing']);
  video = demo.videos.get('packing')!;
  ({ digest: encoderDigest } = await server.db.prisma.encoder.findFirstOrThrow());
  const input = { name: 'Sentences', language: 'en', templates: ['a worker {label} something'] };
  const { id } = valueOf(await createPromptSet(server.db, input));
  const [[version]] = await versionsOfPromptSets(server.db, [id]);
  promptSetVersionId = version!.id;
});

async function publish(vocabularyId: string, operation: Parameters<typeof changeDraft>[3][number]) {
  const draft = valueOf(await openDraft(server.db, vocabularyId));
  const { revision } = valueOf(await changeDraft(server.db, draft.id, draft.revision, [operation]));
  return valueOf(await publishDraft(server.db, draft.id, { revision }));
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly contentSha256?: string;
}

/** Reviews under a concept that was then split into `wipe` and `tape`; a recipe of the version before. */
async function makeSplit(spans: readonly Span[], into = [concept('wipe', 'wiping'), concept('tape', 'taping')]) {
  const { db } = server;
  const { id: vocabularyId } = valueOf(await createVocabulary(db, { name: 'Split' }));
  const before = await publish(vocabularyId, { kind: 'put', concepts: [concept('work', 'working')] });
  const pinned = { vocabularyVersionId: before.id, promptSetVersionId, encoderDigest, decode: { temperature: 1 } };
  valueOf(await saveRecipe(db, { externalId: `split-${vocabularyId}`, name: 'Split', succeedsId: null, ...pinned }));
  const { id: conceptId } = await db.prisma.concept.findFirstOrThrow({ where: { vocabularyId } });
  const said = { vocabularyId, conceptId, verdict: 'confirm', contentSha256: video.contentSha256! } as const;
  await db.prisma.review.createMany({ data: spans.map((span) => ({ ...said, ...span })) });
  const version = await publish(vocabularyId, { kind: 'split', id: 'work', into });
  const externalIds = new Map(
    (await db.prisma.concept.findMany({ where: { vocabularyId } })).map(({ id, externalId }) => [id, externalId]),
  );
  return { versionId: version.id, externalIds };
}

async function itemsOf(versionId: string) {
  const items = await server.db.prisma.reviewQueueItem.findMany({ where: { versionId }, include: { review: true } });
  return items.toSorted((one, other) => one.review.startMs - other.review.startMs);
}

const run = (versionId: string) => {
  const log = pino({ level: 'silent' });
  return suggestTask(server.services)(
    { versionId },
    { signal: new AbortController().signal, log, isLastAttempt: true },
  );
};

describe('suggestions', () => {
  test('tell which of the new concepts each review shows, as a task of the worker', async () => {
    const truth = (await demoTruth('packing')).filter(({ conceptId }) => ['wipe', 'tape'].includes(conceptId));
    const { versionId, externalIds } = await makeSplit(truth.map(({ startMs, endMs }) => ({ startMs, endMs })));
    await queueSuggestions(server.services);
    let items = await itemsOf(versionId);
    while (items.some(({ probabilities }) => probabilities.length === 0)) {
      await setTimeout(50);
      items = await itemsOf(versionId);
    }
    const best = items.map(({ candidateIds, probabilities }) => {
      expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 4);
      return externalIds.get(candidateIds[probabilities.indexOf(Math.max(...probabilities))]!);
    });
    expect(truth.length).toBeGreaterThanOrEqual(2);
    expect(best).toEqual(truth.map(({ conceptId }) => conceptId));
  });

  test('leave alone what has no embeddings, what is decided, and what is there', async () => {
    const spans = [0, 1000, 2000].map((startMs) => ({ startMs, endMs: startMs + 1000 }));
    const { versionId } = await makeSplit([
      ...spans,
      { startMs: 9000, endMs: 9500, contentSha256: sha256('elsewhere') },
    ]);
    const [decided, known] = await itemsOf(versionId);
    await server.db.prisma.reviewQueueItem.update({
      where: { id: decided!.id },
      data: { decidedConceptId: decided!.candidateIds[0]!, decidedAt: new Date() },
    });
    await server.db.prisma.reviewQueueItem.update({ where: { id: known!.id }, data: { probabilities: [0.25, 0.75] } });
    await run(versionId);
    const items = await itemsOf(versionId);
    expect(items.map(({ probabilities }) => probabilities.length)).toEqual([0, 2, 2, 0]);
    expect(items[1]!.probabilities).toEqual([0.25, 0.75]);
    await run(versionId);
    expect(await itemsOf(versionId)).toEqual(items);
  });

  test('leave open what the encoder cannot be asked about', async () => {
    const into = [concept('wipe', 'wiping'), { id: 'tape', prefLabels: { ja: 'テープ貼り' } }];
    const { versionId } = await makeSplit([{ startMs: 0, endMs: 1000 }], into);
    await run(versionId);
    expect((await itemsOf(versionId)).map(({ probabilities }) => probabilities)).toEqual([[]]);
  });

  test('take no more statements for many reviews than for one', async () => {
    const spans = Array.from({ length: 200 }, (_, index) => ({ startMs: index * 50, endMs: index * 50 + 500 }));
    const counts = [];
    for (const list of [spans.slice(0, 1), spans]) {
      const { versionId } = await makeSplit(list);
      counts.push(await countStatements(server.db, () => run(versionId)));
      expect((await itemsOf(versionId)).every(({ probabilities }) => probabilities.length === 2)).toBe(true);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});
