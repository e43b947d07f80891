import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../factories/api.ts';
import { cachedFilm } from './film.ts';
import { CELLS, FPS, LINES, PLANT, TIME_ZONE } from './plan.ts';
import type { Cell, Film } from './plan.ts';
import { archiveOf, folderOf } from './plant.ts';
import type { Plant } from './plant.ts';
import { startRunning } from './running.ts';
import { signIn } from './sign-in.ts';
import type { People } from './sign-in.ts';
import { upload } from './upload.ts';

/** Starts the product, makes accounts and tokens, and brings the stations' videos: from folders, and by upload. */
export async function open(
  opened: Pick<Plant, 'journal' | 'folder' | 'films'>,
  { port, onStart }: { readonly port?: number; readonly onStart: (running: Plant['running']) => void },
): Promise<Plant> {
  const { journal, folder } = opened;
  const running = await startRunning(path.join(folder, 'data'), port);
  onStart(running);
  const people = await signIn(running);
  journal.say(`the product runs at ${running.url}; an account was made by its link, and a token for each program`);
  await refuse(opened, people);
  const nodeId = await nameNodes(people.engineer);
  const libraryIds: Record<string, string> = {};
  for (const cell of CELLS) libraryIds[cell.externalId] = await addLibrary({ ...opened, people, running }, cell);
  const plant = { ...opened, running, people, nodeId, libraryIds };
  await checkVideos(plant);
  return plant;
}

/** Who may only say words may not run anything. */
async function refuse({ journal }: Pick<Plant, 'journal'>, { curator }: People): Promise<void> {
  const asked = curator.ask('mutation { scanVideoLibrary(id: "none") { userErrors { code message } } }');
  const answer = await asked.then(
    () => 'it was done',
    (error: Error) => error.message,
  );
  const isRefused = /permission/.test(answer);
  journal.check("the curator's token may not operate", 'refused', isRefused ? 'refused' : answer, isRefused);
}

/** @returns id of the plant's */
async function nameNodes(engineer: Api): Promise<string> {
  const nodes = [
    { ...PLANT, level: 'Site', parentExternalId: null },
    ...LINES.map((line) => ({ ...line, level: 'ProductionLine', parentExternalId: PLANT.externalId })),
    ...CELLS.map(({ externalId, name, line }) => ({ externalId, name, level: 'WorkCell', parentExternalId: line })),
  ];
  for (const input of nodes)
    await engineer.ask(
      `mutation ($input: UpsertEquipmentNodeInput!) {
         upsertEquipmentNode(input: $input) { outcome userErrors { code message } } }`,
      { input },
    );
  const { equipmentNode } = await engineer.ask<{ equipmentNode: { id: string } }>(
    'query ($id: String!) { equipmentNode(externalId: $id) { id } }',
    { id: PLANT.externalId },
  );
  return equipmentNode.id;
}

type Opening = Omit<Plant, 'libraryIds' | 'nodeId'>;

/** @returns the library's id, when all of its videos are known */
async function addLibrary(opening: Opening, cell: Cell): Promise<string> {
  const { people, folder } = opening;
  const films = archiveOf(opening).filter((each) => each.cell === cell);
  const isFolder = cell.comesBy === 'folder';
  if (isFolder) await fillFolder(folderOf(folder, cell.externalId), films);
  const input = {
    externalId: `${cell.externalId}-camera`,
    equipmentExternalId: cell.externalId,
    name: 'Camera カメラ',
    timeZone: TIME_ZONE,
    ...(isFolder ? { folder: folderOf(folder, cell.externalId) } : {}),
  };
  const { made } = await people.engineer.ask<{ made: { videoLibrary: { id: string }; job: { id: string } } }>(
    `mutation ($input: UpsertVideoLibraryInput!) {
       made: upsertVideoLibrary(input: $input) { videoLibrary { id } job { id } userErrors { code message } } }`,
    { input },
  );
  await people.engineer.ended('Job', made.job.id, 'state');
  if (!isFolder) await upload(opening, made.videoLibrary.id, films);
  return made.videoLibrary.id;
}

async function fillFolder(folder: string, films: readonly Film[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const film of films) await copyFile(cachedFilm(film), path.join(folder, film.name));
}

interface KnownVideo {
  readonly name: string;
  readonly status: string;
  readonly durationMs: number | null;
  readonly recordedAt: string | null;
}

const VIDEOS = `query ($after: String, $filter: VideoFilter) { page: videos(first: 100, after: $after, filter: $filter) {
  nodes { name status durationMs recordedAt } pageInfo { hasNextPage endCursor } } }`;

/** All are known by what their files and names tell. */
async function checkVideos(plant: Plant): Promise<void> {
  const { journal, people, nodeId } = plant;
  const wanted = archiveOf(plant);
  const read = () => people.engineer.all<KnownVideo>(VIDEOS, { filter: { equipmentNodeId: nodeId } });
  let videos = await read();
  // Scans of uploads are queued one after the other.
  while (videos.length < wanted.length || videos.some(({ status }) => status === 'pending')) {
    await sleep(250);
    videos = await read();
  }
  const fits = ({ name, durationMs, recordedAt }: Film) => {
    const video = videos.find((each) => each.name === name);
    return (
      video?.status === 'ready' &&
      Math.abs((video.durationMs ?? 0) - durationMs) <= 1000 / FPS &&
      Date.parse(video.recordedAt ?? '') === recordedAt.getTime()
    );
  };
  journal.equal(
    'videos with their length and the time that their names tell',
    wanted.length,
    wanted.filter(fits).length,
  );
}
