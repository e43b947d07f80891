import { readFile } from 'node:fs/promises';
import { sendTus, tusMetadata } from '../factories/tus.ts';
import { cachedFilm } from './film.ts';
import type { Film } from './plan.ts';
import type { Plant } from './plant.ts';

/** Sends videos as a camera's gateway does: by the tus protocol, each in one piece. @throws where one is not taken */
export async function upload(
  { running, people, journal }: Pick<Plant, 'running' | 'people' | 'journal'>,
  libraryId: string,
  films: readonly Film[],
): Promise<void> {
  for (const [index, film] of films.entries()) {
    journal.progress('uploading', index / films.length);
    const bytes = new Uint8Array(await readFile(cachedFilm(film)));
    const headers = {
      authorization: `Bearer ${people.engineerToken}`,
      'content-type': 'application/offset+octet-stream',
      'upload-length': String(bytes.length),
      'upload-metadata': tusMetadata({ libraryId, filename: film.name }),
    };
    const { status, text } = await sendTus(`${running.url}/uploads`, 'POST', headers, bytes);
    if (status !== 201) throw new Error(`${film.name} was not taken: ${text}`);
  }
}
