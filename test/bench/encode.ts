import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { openSession } from '../../inference/src/adapters/onnx/session.ts';
import { findInstalled } from '../../inference/src/models/installed.ts';
import type { InstalledEncoder } from '../../inference/src/models/installed.ts';
import { openInstalled } from '../../inference/src/models/open-encoder.ts';
import type { EncoderPair } from '../../inference/src/models/open-encoder.ts';
import { quantizeEncoder } from '../../inference/src/models/quantize-encoder.ts';
import { samplePictures } from '../../inference/src/models/sample-pictures.ts';
import { installClipShaped } from './clip-shaped-encoder.ts';
import { shown } from './figure.ts';
import type { Figure } from './figure.ts';
import { createFrameSource, embedVideo } from '../../inference/src/index.ts';
import { makeVideo } from '../factories/bench-video.ts';
import { openTransformersPeer } from './transformers-peer.ts';
import { bestRatePerSecond, compareRates } from './rates.ts';

const ROUNDS = 6;
const FRAME_COUNT = 16;
const TEXT_COUNT = 32;

/**
 * Frames and texts per second through the encoders, as ratios to bare runs of the same graph in the same process.
 * The graphs have random weights in the shape of CLIP ViT-B/32 and are made on the first call.
 */
export async function benchEncode(): Promise<Figure[]> {
  const source = await installClipShaped();
  const folder = path.dirname(source.folder);
  const quantized = await quantizeEncoder(source, { folder });
  const figures: Figure[] = [
    {
      name: '8-bit image tower: cosine to fp32',
      value: quantized.entry.quantization!.image.meanCosine,
      unit: 'cosine',
    },
    { name: '8-bit text tower: cosine to fp32', value: quantized.entry.quantization!.text.meanCosine, unit: 'cosine' },
  ];
  for (const [label, installed] of [
    ['fp32', source],
    ['8-bit', quantized],
  ] as const) {
    figures.push(...(await benchPair(label, installed)));
    figures.push(...(await benchAgainstTransformers(label, installed)));
    figures.push(...(await benchPipeline(label, installed)));
  }
  return [...figures, ...(await benchWorkbench())];
}

async function benchPair(label: string, installed: InstalledEncoder): Promise<Figure[]> {
  const encoder = await openInstalled(installed);
  const bare = await openBare(installed, encoder.image.batchSize);
  const frames = samplePictures(encoder.image.geometry, FRAME_COUNT);
  const rates = await compareRates(ROUNDS, FRAME_COUNT, {
    pipeline: () => encoder.image.encode(frames),
    raw: () => bare.run(FRAME_COUNT),
  });
  const textsPerSecond = await benchTexts(encoder);
  await bare.close();
  await encoder.close();
  return [
    {
      name: `image encoder over session.run, ${label}`,
      value: rates.pipeline / rates.raw,
      unit: 'ratio',
      target: 0.95,
      peer: { name: 'session.run', value: rates.raw, unit: 'frames/s' },
    },
    { name: `frames, ViT-B/32 size, ${label}`, value: rates.pipeline, unit: 'frames/s' },
    { name: `texts of about 12 tokens, ViT-B/32 size, ${label}`, value: textsPerSecond, unit: 'texts/s' },
  ];
}

/** The graph alone, given tensors that are ready: what is left of the time cannot be had cheaper. */
async function openBare({ folder, entry }: InstalledEncoder, batchSize: number) {
  const session = await openSession(path.join(folder, entry.image.file));
  const batch = new Tensor('float32', new Float32Array(batchSize * 3 * 224 * 224).fill(0.1), [batchSize, 3, 224, 224]);
  return {
    async run(frameCount: number): Promise<void> {
      for (let start = 0; start < frameCount; start += batchSize)
        await session.run({ pixel_values: batch }, ['image_embeds']);
    },
    close: () => session.release(),
  };
}

function benchTexts(encoder: EncoderPair): Promise<number> {
  const texts = Array.from({ length: TEXT_COUNT }, (_, n) => `pick up no ${n + 10}`);
  return bestRatePerSecond(ROUNDS, texts.length, () => encoder.text.encode(texts));
}

/** The same frames and graph through the other library: in the same batches, and frame by frame. */
async function benchAgainstTransformers(label: string, installed: InstalledEncoder): Promise<Figure[]> {
  const [encoder, peer] = [await openInstalled(installed), await openTransformersPeer(installed)];
  const { geometry, batchSize } = encoder.image;
  const bare = await openBare(installed, batchSize);
  const frames = samplePictures(geometry, FRAME_COUNT);
  const theirs = async (size: number): Promise<void> => {
    for (let start = 0; start < FRAME_COUNT; start += size) {
      await peer.encode(frames.slice(start, start + size).map((rgb) => ({ rgb, ...geometry })));
    }
  };
  const rates = await compareRates(ROUNDS, FRAME_COUNT, {
    ours: () => encoder.image.encode(frames),
    batched: () => theirs(batchSize),
    single: () => theirs(1),
    bare: () => bare.run(FRAME_COUNT),
  });
  await Promise.all([encoder.close(), peer.close(), bare.close()]);
  const name = `224 × 224 frames over transformers.js, ${label}`;
  return [
    {
      name: `${name}, same batches`,
      value: rates.ours / rates.batched,
      unit: 'ratio',
      target: 1.5,
      peer: { name: 'transformers.js', value: rates.batched, unit: 'frames/s' },
      why: `both run the same graph in onnxruntime: bare session.run of ready tensors is ${shown(rates.bare / rates.batched)} × it`,
    },
    { name: `${name}, frame by frame`, value: rates.ours / rates.single, unit: 'ratio' },
  ];
}

const VIDEO = { name: 'pipeline-long', width: 1280, height: 720, fps: 30, durationMs: 6400 };
const VIDEO_FRAME_COUNT = 192;

/**
 * Every frame of a 720p video, decoded, brought to size and encoded: over bare runs of the graph on tensors that are
 * ready, and over the other library given the frames that our decoder hands out at full size.
 */
async function benchPipeline(label: string, installed: InstalledEncoder): Promise<Figure[]> {
  const file = await makeVideo(VIDEO);
  const [encoder, peer] = [await openInstalled(installed), await openTransformersPeer(installed)];
  const { batchSize, geometry } = encoder.image;
  const bare = await openBare(installed, batchSize);
  const frameSource = createFrameSource();
  const fullSize = { width: VIDEO.width, height: VIDEO.height, fit: 'squash' } as const;
  const rates = await compareRates(1, VIDEO_FRAME_COUNT, {
    ours: () => embedVideo(file, frameSource, encoder.image, { fps: 'native' }),
    raw: () => bare.run(VIDEO_FRAME_COUNT),
    decoded: async () => {
      const { frames } = await frameSource.open(file, { geometry, fps: 'native' });
      for await (const frame of frames) if (frame.rgb.length === 0) throw new Error('an empty frame');
    },
    theirs: async () => {
      const { frames } = await frameSource.open(file, { geometry: fullSize, fps: 'native' });
      let waiting: Uint8Array[] = [];
      for await (const { rgb } of frames) {
        waiting.push(rgb);
        if (waiting.length < batchSize) continue;
        await peer.encode(waiting.map((picture) => ({ rgb: picture, ...fullSize })));
        waiting = [];
      }
    },
  });
  await Promise.all([encoder.close(), peer.close(), bare.close()]);
  // Where the graph alone keeps all cores at work, decoding takes its part of the same time.
  const together = 1 / (1 + rates.raw / rates.decoded);
  return [
    { name: `720p video to embeddings, ${label}`, value: rates.ours, unit: 'frames/s' },
    {
      name: `720p video to embeddings over bare session.run, ${label}`,
      value: rates.ours / rates.raw,
      unit: 'ratio',
      target: 0.95,
      peer: { name: 'bare session.run', value: rates.raw, unit: 'frames/s' },
      why: `decoding alone makes ${shown(rates.decoded)} frames/s of the same cores: one after the other would be ${shown(together)} ×`,
    },
    {
      name: `720p video to embeddings over transformers.js, ${label}`,
      value: rates.ours / rates.theirs,
      unit: 'ratio',
      target: 1.5,
      peer: { name: 'transformers.js', value: rates.theirs, unit: 'frames/s' },
      why: `bare session.run of ready tensors, without decoding, is ${shown(rates.raw / rates.theirs)} × it`,
    },
  ];
}

/** The bundled towers; nothing where they have not been trained yet. */
async function benchWorkbench(): Promise<Figure[]> {
  const installed = await findInstalled('workbench').catch(() => undefined);
  if (!installed) return [];
  const encoder = await openInstalled(installed);
  const frames = samplePictures(encoder.image.geometry, 256);
  const texts = Array.from({ length: 256 }, () => 'a person tightens the screw');
  const framesPerSecond = await bestRatePerSecond(ROUNDS, frames.length, () => encoder.image.encode(frames));
  const textsPerSecond = await bestRatePerSecond(ROUNDS, texts.length, () => encoder.text.encode(texts));
  await encoder.close();
  return [
    { name: 'frames, workbench', value: framesPerSecond, unit: 'frames/s' },
    { name: 'texts, workbench', value: textsPerSecond, unit: 'texts/s' },
  ];
}
