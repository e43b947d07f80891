import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeVideo } from '../../inference/src/adapters/video/write-video.ts';
import { stationFrames } from '../../inference/src/training/workbench/demo-stations.ts';
import type { Journal } from './journal.ts';
import { CELLS, filmKey, LINES } from './plan.ts';
import type { Film } from './plan.ts';

/** What was rendered once need not be rendered again. */
const CACHE = path.join(import.meta.dirname, '../../node_modules/.cache/actionary/films');

export const cachedFilm = (of: Film) => path.join(CACHE, `${filmKey(of)}.mp4`);

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Renders the plant's videos; what they show is known to the millisecond. */
export async function film(journal: Journal, films: readonly Film[]): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  let renderedCount = 0;
  for (const [index, each] of films.entries()) {
    journal.progress('rendering', index / films.length);
    if (await isThere(cachedFilm(each))) continue;
    const { view, fps } = each.station;
    await writeVideo(
      cachedFilm(each),
      { ...view, fps, quality: 27, keyFrameInterval: 10 * fps },
      stationFrames(each.station),
    );
    renderedCount += 1;
  }
  const totalMs = films.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const spanCount = films.reduce((sum, { truth }) => sum + truth.length, 0);
  journal.say(
    `${films.length} videos of ${LINES.length} lines and ${CELLS.length} stations, ${(totalMs / 60_000).toFixed(1)} minutes ` +
      `in all; ${renderedCount} rendered, the others were in the cache`,
  );
  journal.say(`${spanCount} spans of work in them, known to the millisecond; the cameras of line 2 hang farther away`);
}
