/** `node measure-embedding.ts FILE`, with a channel: embeds a video with the bundled encoder in a process of its own. */
import { createFrameSource, embedVideo, openEncoder } from '../../inference/src/index.ts';
import { peakOfChildren, peakOfThisProcess } from './peak-memory.ts';
import { milliseconds } from './times.ts';

const SAMPLE_MS = 50;

const [file = ''] = process.argv.slice(2);
const encoder = await openEncoder('workbench');
let decoderMib = 0;
const timer = setInterval(() => {
  void peakOfChildren().then((mib) => (decoderMib = Math.max(decoderMib, mib)));
}, SAMPLE_MS);
let frameCount = 0;
const times: number[] = [];
// The first time everything is loaded.
for (let round = 0; round < 2; round++)
  times.push(
    await milliseconds(async () => {
      ({ length: frameCount } = (await embedVideo(file, createFrameSource(), encoder.image)).timesMs);
    }),
  );
clearInterval(timer);
await encoder.close();
const peakMib = (await peakOfThisProcess()) + decoderMib;
process.send?.({ ms: times.at(-1), frameCount, peakMib }, () => process.disconnect());
