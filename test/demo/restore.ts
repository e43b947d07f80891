import { createHash } from 'node:crypto';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Api } from '../factories/api.ts';
import { backupCommand } from '../factories/backup-command.ts';
import { CELLS } from './plan.ts';
import type { Plant } from './plant.ts';
import type { Recipe } from './recipe.ts';
import { startRunning } from './running.ts';
import type { Running } from './running.ts';
import { withToken } from './sign-in.ts';
import { readTimelines } from './timelines.ts';
import type { Words } from './words.ts';

/** Backs the product up while it runs, restores it elsewhere, and asks both the same. */
export async function backUpAndRestore(
  plant: Plant,
  { words, recipe }: { readonly words: Words; readonly recipe: Recipe },
  onStart: (running: Running) => void,
): Promise<void> {
  const { journal, folder, running, people } = plant;
  const [backup, dataFolder] = [path.join(folder, 'backup'), path.join(folder, 'restored')];
  journal.say(path.basename(await backupCommand('backup', running.dataFolder, backup)));
  await backupCommand('restore', dataFolder, backup);
  // Videos are not in a backup: they are copied by whatever copies files.
  await cp(path.join(running.dataFolder, 'libraries'), path.join(dataFolder, 'libraries'), { recursive: true });
  const again = await startRunning(dataFolder);
  onStart(again);
  journal.say(`restored into ${path.basename(dataFolder)}; a second product runs there, at ${again.url}`);
  const restored = withToken(again.url, people.engineerToken);
  for (const [what, ask] of Object.entries(QUESTIONS)) {
    const answers = await Promise.all([people.engineer, restored].map((api) => ask(api, plant, { words, recipe })));
    const [one, other] = answers.map((answer) => JSON.stringify(answer));
    journal.check(
      `both answer the same: ${what}`,
      'the same',
      one === other ? 'the same' : 'another answer',
      one === other,
    );
  }
  await playVideo(plant, again);
  await checkAudit(plant);
}

type Ask = (api: Api, plant: Plant, pinned: { words: Words; recipe: Recipe }) => Promise<unknown>;

const QUESTIONS: Readonly<Record<string, Ask>> = {
  'every segment of every video': (api, { nodeId, films }) => readTimelines(api, nodeId, films),
  'words, with all that was ever done to them': (api, _, { words }) =>
    api.ask(
      `query ($id: ID!) { node(id: $id) { ... on Vocabulary { versions { nodes { number contentHash notes
         changes { nodes { kind createdAt fieldChanges { field from to } } } } } } } }`,
      { id: words.vocabularyId },
    ),
  'reviews and what was decided': (api, _, { words }) =>
    api.all(
      `query ($id: ID!, $after: String) { page: reviews(vocabularyId: $id, first: 100, after: $after) {
         nodes { id startMs endMs verdict concept { externalId } currentContents { concept { externalId } } }
         pageInfo { hasNextPage endCursor } } }`,
      { id: words.vocabularyId },
    ),
  'the adapter and its report': (api) =>
    api.ask('{ adapters { nodes { name seed refusals report { gain { value low high } methods { method all } } } } }'),
  'the report of each station': (api, _, { recipe }) =>
    Promise.all(
      CELLS.map(({ externalId }) =>
        api.ask(
          `query ($recipe: String!, $cell: String!) {
             workReport(recipeExternalId: $recipe, filter: { equipmentExternalId: $cell }) {
               totalMs unknownMs reviewedMs elements { concept { externalId } times { count totalMs meanMs } }
               valueShares { valueClass share } cycles { times { count meanMs } } } }`,
          { recipe: recipe.externalId, cell: externalId },
        ),
      ),
    ),
};

/** A video that came by upload is there, to the byte. */
async function playVideo({ journal, people, libraryIds }: Plant, { url }: Running): Promise<void> {
  const cell = CELLS.find(({ comesBy }) => comesBy === 'upload')!;
  const watcher = withToken(url, people.watcherToken);
  const { videos } = await watcher.ask<{ videos: { nodes: { contentSha256: string; streamUrl: string }[] } }>(
    'query ($libraryId: ID!) { videos(first: 1, libraryId: $libraryId) { nodes { contentSha256 streamUrl } } }',
    { libraryId: libraryIds[cell.externalId] },
  );
  const { contentSha256, streamUrl } = videos.nodes[0]!;
  const response = await fetch(url + streamUrl, { headers: { authorization: `Bearer ${people.watcherToken}` } });
  const sha256 = createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
  const short = (digest: string) => digest.slice(0, 12);
  journal.equal('an uploaded video plays there; sha256 of what was sent', short(contentSha256), short(sha256));
}

/** All that was done this evening is written down, in a chain that nobody has touched. */
async function checkAudit({ journal, people }: Plant): Promise<void> {
  const { verifyAudit } = await people.administrator.ask<{ verifyAudit: { isIntact: boolean; entryCount: number } }>(
    '{ verifyAudit { isIntact entryCount } }',
  );
  const { isIntact, entryCount } = verifyAudit;
  journal.check(
    'the audit of the evening',
    'intact',
    `${isIntact ? 'intact' : 'broken'}, ${entryCount} entries`,
    isIntact,
  );
}
