/**
 * `npm run rehearse [-- VIDEO_COUNT]`: what an operator does with an archive, from its videos (2,000 unless said) to its
 * restored backup, with the product as it is started; prints how long each step took and what it found. Ends with an
 * error where something is not as it should be.
 */
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Api } from '../factories/api.ts';
import { backupCommand } from '../factories/backup-command.ts';
import { startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';
import { ARCHIVE_WORDS, writeArchiveVideo } from './archive-videos.ts';

const videoCount = Number(process.argv[2] ?? 2000);
const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-rehearsal-'));
// Started by root, the database runs as another user, who has to get in.
await chmod(folder, 0o755);
const videos = path.join(folder, 'videos');
const dataFolder = path.join(folder, 'data');

/** Does a step, and tells how long it took. */
async function step<T>(title: string, work: () => Promise<T>, tell: (result: T) => string = () => ''): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${title.padEnd(44)} ${seconds.padStart(8)} s  ${tell(result)}\n`);
  return result;
}

function insist(isSo: boolean, problem: string): void {
  if (!isSo) throw new Error(problem);
}

async function startApi(data: string): Promise<{ api: Api; product: Product }> {
  const product = startProduct({ ACTIONARY_DATA: data, ACTIONARY_ROLES: 'server,worker' });
  await product.works();
  return { api: new Api(product.url()), product };
}

async function stop({ child, ended }: Product): Promise<void> {
  child.kill('SIGINT');
  await ended;
}

async function addLibrary(api: Api): Promise<string> {
  const { made } = await api.ask<{ made: { equipmentNode: { id: string } } }>(
    'mutation { made: createEquipmentNode(input: { level: WorkCell, name: "Cell 1" }) { equipmentNode { id } userErrors { code message } } }',
  );
  const input = { equipmentNodeId: made.equipmentNode.id, name: 'Archive', folder: videos };
  const { added } = await api.ask<{ added: { videoLibrary: { id: string }; job: { id: string } } }>(
    `mutation ($input: CreateVideoLibraryInput!) { added: createVideoLibrary(input: $input) {
       videoLibrary { id } job { id } userErrors { code message } } }`,
    { input: { ...input, recordedAtPattern: 'cell-1_{YYYY}{MM}{DD}T{HH}{mm}', timeZone: 'UTC' } },
  );
  const { state } = await api.ended<{ state: string }>('Job', added.job.id, 'state');
  insist(state === 'succeeded', `the scan has ${state}`);
  return added.videoLibrary.id;
}

interface Draft {
  readonly id: string;
  readonly revision: number;
}

/** Says the words anew and publishes them. @returns the version's id */
async function publish(api: Api, vocabularyId: string, words: readonly (readonly [string, string])[]): Promise<string> {
  const version = 'version { id revision } userErrors { code message }';
  const { opened } = await api.ask<{ opened: { version: Draft } }>(
    `mutation ($id: ID!) { opened: openVocabularyDraft(vocabularyId: $id) { ${version} } }`,
    { id: vocabularyId },
  );
  const operations = words.map(([externalId, text], position) => ({
    put: { externalId, position, prefLabels: [{ language: 'en', text }] },
  }));
  const { id: versionId, revision: expectedRevision } = opened.version;
  const { changed } = await api.ask<{ changed: { version: Draft } }>(
    `mutation ($input: ChangeVocabularyDraftInput!) { changed: changeVocabularyDraft(input: $input) { ${version} } }`,
    { input: { versionId, expectedRevision, operations } },
  );
  const { published } = await api.ask<{ published: { version: Draft } }>(
    `mutation ($input: PublishVocabularyDraftInput!) { published: publishVocabularyDraft(input: $input) { ${version} } }`,
    { input: { versionId, expectedRevision: changed.version.revision } },
  );
  return published.version.id;
}

async function makeRecipe(api: Api, vocabularyVersionId: string, succeedsId: string | null): Promise<string> {
  const { promptSets } = await api.ask<{ promptSets: { nodes: { latest: { id: string; language: string } }[] } }>(
    '{ promptSets { nodes { latest { id language } } } }',
  );
  const promptSetVersionId = promptSets.nodes.find(({ latest }) => latest.language === 'en')!.latest.id;
  const { encoders } = await api.ask<{ encoders: { id: string; status: string }[] }>('{ encoders { id status } }');
  const input = {
    vocabularyVersionId,
    promptSetVersionId,
    encoderId: encoders.find(({ status }) => status === 'bundled')!.id,
    succeedsId,
  };
  const { made } = await api.ask<{ made: { recipe: { id: string } } }>(
    'mutation ($input: CreateRecipeInput!) { made: createRecipe(input: $input) { recipe { id } userErrors { code message } } }',
    { input },
  );
  return made.recipe.id;
}

interface Recognized {
  readonly id: string;
  readonly state: string;
  readonly succeededCount: number;
}

async function recognize(
  api: Api,
  recipeId: string,
  libraryId: string,
  publishing: 'byHand' | null = null,
): Promise<Recognized> {
  const { started } = await api.ask<{ started: { recognition: { id: string } } }>(
    'mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) { recognition { id } userErrors { code message } } }',
    { input: { recipeId, libraryIds: [libraryId], publishing } },
  );
  const ended = await api.ended<Recognized>('Recognition', started.recognition.id, 'id state succeededCount');
  insist(ended.succeededCount === videoCount, `${ended.succeededCount} of ${videoCount} videos were recognised`);
  return ended;
}

interface Comparison {
  readonly videoCount: number;
  readonly changedVideoCount: number;
  readonly comparedMs: number;
  readonly changedMs: number;
  readonly swaps: readonly { readonly count: number; readonly examples: readonly object[] }[];
}

async function compare(api: Api, id: string): Promise<Comparison> {
  const { compared } = await api.ask<{ compared: Comparison }>(
    `query ($id: ID!) { compared: compareRecognition(id: $id) {
       videoCount changedVideoCount comparedMs changedMs swaps { count examples { startMs endMs video { name } } } } }`,
    { id },
  );
  insist(compared.videoCount === videoCount, `${compared.videoCount} of ${videoCount} videos were compared`);
  insist(compared.changedMs > 0 && compared.swaps[0]!.examples.length > 0, 'a changed word changes nothing');
  return compared;
}

/** @returns videos whose results have changed places */
async function changePlaces(api: Api, mutation: 'publishRecognition' | 'rollBackRecognition', id: string) {
  const { done } = await api.ask<{ done: { publication: { videoCount: number } } }>(
    `mutation ($id: ID!) { done: ${mutation}(id: $id) { publication { videoCount } userErrors { code message } } }`,
    { id },
  );
  insist(done.publication.videoCount === videoCount, `${done.publication.videoCount} of ${videoCount} have changed`);
}

/** The checksums of a backup's tables: the same rows make the same files. */
async function checksums(backup: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(backup, 'manifest.json'), 'utf8')) as {
    tables: { name: string; file: { sha256: string } }[];
  };
  return manifest.tables.map(({ name, file }) => `${name} ${file.sha256}`).join('\n');
}

async function rehearse(started: Product[]): Promise<void> {
  await mkdir(videos);
  await step(`${videoCount} videos are generated`, async () => {
    for (let index = 0; index < videoCount; index++) await writeArchiveVideo(videos, index);
  });
  const { api, product } = await step('the product starts', () => startApi(dataFolder));
  started.push(product);
  const libraryId = await step('the library is scanned', () => addLibrary(api));
  const { made } = await api.ask<{ made: { vocabulary: { id: string } } }>(
    'mutation { made: createVocabulary(input: { name: "Archive" }) { vocabulary { id } userErrors { code message } } }',
  );
  const vocabularyId = made.vocabulary.id;
  const first = await makeRecipe(api, await publish(api, vocabularyId, ARCHIVE_WORDS), null);
  await step('embedded and recognised', () => recognize(api, first, libraryId));
  const [[changedId], ...others] = ARCHIVE_WORDS;
  const second = await step('a word is changed', async () => {
    const words = [[changedId!, 'lift'] as const, ...others];
    return makeRecipe(api, await publish(api, vocabularyId, words), first);
  });
  const { id } = await step('re-scored, held', () => recognize(api, second, libraryId, 'byHand'));
  await step(
    'the difference is read',
    () => compare(api, id),
    ({ changedMs, comparedMs, changedVideoCount }) =>
      `${((100 * changedMs) / comparedMs).toFixed(1)} % of the time, in ${changedVideoCount} videos`,
  );
  await step('published', () => changePlaces(api, 'publishRecognition', id));
  await step('rolled back', () => changePlaces(api, 'rollBackRecognition', id));
  const [backup, again] = [path.join(folder, 'backup'), path.join(folder, 'again')];
  await step('backed up', () => backupCommand('backup', dataFolder, backup), String);
  await stop(product);
  const restored = path.join(folder, 'restored');
  await step('restored into an empty database', () => backupCommand('restore', restored, backup), String);
  await step('backed up again', () => backupCommand('backup', restored, again));
  insist((await checksums(backup)) === (await checksums(again)), 'the restored database is another one');
  process.stdout.write('all is as it should be\n');
}

const started: Product[] = [];
try {
  await rehearse(started);
} catch (error) {
  process.stdout.write(`BROKEN ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  for (const product of started) await stop(product);
  await rm(folder, { recursive: true, force: true });
}
