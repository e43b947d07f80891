/** Renders the demo's videos and their true segments into `inference/demo`: `npm run generate:demo`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeVideo } from '../adapters/video/write-video.ts';
import { DEMO_FPS, DEMO_VIEW, STATIONS, stationFrames, trueSegments } from './workbench/demo-stations.ts';

const folder = path.join(import.meta.dirname, '../../demo');
for (const station of STATIONS) {
  const target = path.join(folder, station.name);
  const options = { ...DEMO_VIEW, fps: DEMO_FPS, quality: 27, keyFrameInterval: 10 * DEMO_FPS };
  const frameCount = await writeVideo(`${target}.mp4`, options, stationFrames(station));
  await writeFile(`${target}.json`, `${JSON.stringify(trueSegments(station), null, 2)}\n`);
  process.stdout.write(`${station.name}.mp4: ${frameCount} frames\n`);
}
