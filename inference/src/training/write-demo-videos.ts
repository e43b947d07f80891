/** Renders the demo's videos and their true segments into `inference/demo` and `inference/demo-far`: `npm run generate:demo`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeVideo } from '../adapters/video/write-video.ts';
import { FAR_STATIONS, STATIONS, stationFrames, trueSegments } from './workbench/demo-stations.ts';
import type { Station } from './workbench/demo-stations.ts';

const root = path.join(import.meta.dirname, '../..');
for (const station of STATIONS) await writeStation(path.join(root, 'demo', station.name), station);
for (const station of FAR_STATIONS) await writeStation(path.join(root, 'demo-far'), station);

async function writeStation(folder: string, station: Station): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { view, fps, name } = station;
  const target = path.join(folder, name);
  const options = { ...view, fps, quality: 27, keyFrameInterval: 10 * fps };
  const frameCount = await writeVideo(`${target}.mp4`, options, stationFrames(station));
  await writeFile(`${target}.json`, `${JSON.stringify(trueSegments(station), null, 2)}\n`);
  process.stdout.write(`${name}.mp4: ${frameCount} frames\n`);
}
