/** Words change, are published, and reviews follow. */
import { keyOf, toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { randomIndex, randomItem } from '../../inference/src/training/random.ts';
import { changeDraft, createReviews, decideReviews, openDraft, publish, undo } from './mutations.ts';
import type { DraftState } from './mutations.ts';
import type { World } from './world.ts';

const english = (text: string) => [{ language: 'en', text }];

/** Rows that one operation writes together. */
const TOGETHER = 3;

async function randomDraft({ deployment: { url }, vocabularyIds, random }: World): Promise<DraftState | null> {
  const reply = await openDraft(url, randomItem(random, vocabularyIds));
  return reply.outcome === 'acknowledged' ? reply.value.version : null;
}

/** External ids of the active concepts of a draft. */
async function activeConcepts({ deployment: { pool } }: World, { id }: DraftState): Promise<string[]> {
  const { rows } = await pool.query<{ externalId: string }>(
    `SELECT "externalId" FROM "ConceptContent" AS content JOIN "Concept" AS concept ON concept."id" = content."conceptId"
     WHERE "versionId" = $1 AND "status" = 'active' ORDER BY "externalId"`,
    [keyOf('VocabularyVersion', id)],
  );
  return rows.map(({ externalId }) => externalId);
}

/** Adds several concepts in one step: all of them come, or none. */
export async function addConcepts(world: World): Promise<void> {
  const draft = await randomDraft(world);
  if (!draft || (await activeConcepts(world, draft)).length > 20) return;
  const name = `op${world.next()}`;
  const operations = Array.from({ length: TOGETHER }, (_, index) => ({
    put: { externalId: `${name}-${index}`, position: 100 + index, prefLabels: english(`${name} ${index}`) },
  }));
  await changeAndNote(world, draft, { name, operations, written: `${name}-%`, whole: TOGETHER });
}

/** Merges two, splits one, retires one, renames one, or takes the last step back. */
export async function changeConcepts(world: World): Promise<void> {
  const { random, deployment } = world;
  const draft = await randomDraft(world);
  if (!draft) return;
  const active = await activeConcepts(world, draft);
  if (active.length < 4) return addConcepts(world);
  const name = `op${world.next()}`;
  const [first, second] = [randomItem(random, active), randomItem(random, active)];
  const kind = randomIndex(random, 5);
  if (kind === 0) return void (await undo(deployment.url, draft));
  if (kind === 1 && first !== second) {
    const operations = [{ merge: { externalIds: [first], intoExternalId: second } }];
    return void (await changeDraft(deployment.url, { ...draftOf(draft), operations, asOne: false }));
  }
  if (kind === 2) {
    const operations = [{ deprecate: { externalId: first } }];
    return void (await changeDraft(deployment.url, { ...draftOf(draft), operations, asOne: false }));
  }
  if (kind === 3) {
    const operations = [{ put: { externalId: first, prefLabels: english(`${name} renamed`) } }];
    return void (await changeDraft(deployment.url, { ...draftOf(draft), operations, asOne: false }));
  }
  const into = [0, 1].map((index) => ({
    externalId: `${name}-${index}`,
    prefLabels: english(`${name} part ${index}`),
  }));
  const operations = [{ split: { externalId: first, into } }];
  await changeAndNote(world, draft, { name, operations, written: `${name}-%`, whole: 2 });
}

const draftOf = ({ id, revision }: DraftState) => ({ versionId: id, expectedRevision: revision });

interface NotedChange {
  readonly name: string;
  readonly operations: readonly object[];
  /** Pattern of the external ids that it brings. */
  readonly written: string;
  readonly whole: number;
}

async function changeAndNote(world: World, draft: DraftState, { name, operations, written, whole }: NotedChange) {
  const { deployment, ledger } = world;
  const reply = await changeDraft(deployment.url, { ...draftOf(draft), operations, asOne: true }, name);
  const sql = 'SELECT count(*) FROM "Concept" WHERE "externalId" LIKE $1';
  ledger.note({ what: `concepts of ${name}`, sql, values: [written], whole }, reply);
  const steps = 'SELECT count(*) FROM "VocabularyChange" WHERE "person" = $1';
  ledger.note({ what: `step of ${name}`, sql: steps, values: [name], whole: 1 }, reply);
}

/** Publishes a draft with a change in it. */
export async function publishWords(world: World): Promise<void> {
  const { deployment, ledger } = world;
  const draft = await randomDraft(world);
  if (!draft) return;
  const notes = `op${world.next()}`;
  const reply = await publish(deployment.url, { ...draftOf(draft), notes });
  const sql = `SELECT count(*) FROM "VocabularyVersion" WHERE "notes" = $1 AND "status" = 'published'`;
  ledger.note({ what: `publishing ${notes}`, sql, values: [notes], whole: 1 }, reply);
}

/** A person says what is seen in a video, several times at once. */
export async function reviewVideo(world: World): Promise<void> {
  const { deployment, ledger, random, vocabularyIds } = world;
  const vocabularyId = randomItem(random, vocabularyIds);
  const videos = await deployment.pool.query<{ id: string }>(
    `SELECT "id" FROM "Video" WHERE "status" = 'ready' ORDER BY "id" LIMIT 100`,
  );
  const concepts = await deployment.pool.query<{ id: string }>(
    `SELECT DISTINCT concept."id" FROM "Concept" AS concept JOIN "ConceptContent" AS content ON content."conceptId" = concept."id"
     JOIN "VocabularyVersion" AS version ON version."id" = content."versionId"
     WHERE concept."vocabularyId" = $1 AND version."status" = 'published' ORDER BY concept."id"`,
    [keyOf('Vocabulary', vocabularyId)],
  );
  if (videos.rows.length === 0) return;
  const person = `op${world.next()}`;
  const reviews = Array.from({ length: TOGETHER }, (_, index) => ({
    videoId: toGlobalId('Video', randomItem(random, videos.rows).id),
    startMs: 1000 * index,
    endMs: 1000 * (index + 1),
    vocabularyId,
    conceptId: toGlobalId('Concept', randomItem(random, concepts.rows).id),
    verdict: 'draw',
  }));
  const reply = await createReviews(deployment.url, reviews, person);
  const sql = 'SELECT count(*) FROM "Review" WHERE "person" = $1';
  ledger.note({ what: `reviews of ${person}`, sql, values: [person], whole: TOGETHER }, reply);
}

/** Decides some of what splits have left open. */
export async function decideOpen(world: World): Promise<void> {
  const { deployment, random } = world;
  const { rows } = await deployment.pool.query<{ id: string; candidateIds: string[] }>(
    `SELECT "id", "candidateIds"::text[] FROM "ReviewQueueItem" WHERE "decidedAt" IS NULL ORDER BY "id" LIMIT ${TOGETHER}`,
  );
  if (rows.length === 0) return;
  const decisions = rows.map(({ id, candidateIds }) => ({
    itemId: toGlobalId('ReviewQueueItem', id),
    conceptId: toGlobalId('Concept', randomItem(random, candidateIds)),
  }));
  await decideReviews(deployment.url, decisions, `op${world.next()}`);
}
