import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
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
import { bestRatePerSecond, compareRates } from './rates.ts';

/** One measured figure; `target` is what it should at least be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
}

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
  }
  return [...figures, ...(await benchWorkbench())];
}

async function benchPair(label: string, installed: InstalledEncoder): Promise<Figure[]> {
  const encoder = await openInstalled(installed);
  const raw = await openSession(path.join(installed.folder, installed.entry.image.file));
  const frames = samplePictures(encoder.image.geometry, FRAME_COUNT);
  const { batchSize } = encoder.image;
  const batch = new Tensor('float32', new Float32Array(batchSize * 3 * 224 * 224).fill(0.1), [batchSize, 3, 224, 224]);
  const rates = await compareRates(ROUNDS, FRAME_COUNT, {
    pipeline: () => encoder.image.encode(frames),
    raw: async () => {
      for (let start = 0; start < FRAME_COUNT; start += batchSize)
        await raw.run({ pixel_values: batch }, ['image_embeds']);
    },
  });
  const textsPerSecond = await benchTexts(encoder);
  await raw.release();
  await encoder.close();
  return [
    {
      name: `image encoder over session.run, ${label}`,
      value: rates.pipeline / rates.raw,
      unit: 'ratio',
      target: 0.95,
    },
    { name: `frames, ViT-B/32 size, ${label}`, value: rates.pipeline, unit: 'frames/s' },
    { name: `texts of about 12 tokens, ViT-B/32 size, ${label}`, value: textsPerSecond, unit: 'texts/s' },
  ];
}

function benchTexts(encoder: EncoderPair): Promise<number> {
  const texts = Array.from({ length: TEXT_COUNT }, (_, n) => `pick up no ${n + 10}`);
  return bestRatePerSecond(ROUNDS, texts.length, () => encoder.text.encode(texts));
}

/** The same frames and graph through the other library: in the same batches, and frame by frame. */
async function benchAgainstTransformers(label: string, installed: InstalledEncoder): Promise<Figure[]> {
  const { AutoProcessor, CLIPVisionModelWithProjection, RawImage, env } = await import('@huggingface/transformers');
  const folder = await layOutForTransformers(installed);
  env.allowRemoteModels = false;
  const processor = await AutoProcessor.from_pretrained(folder, { local_files_only: true });
  const options = { dtype: 'fp32', device: 'cpu', local_files_only: true } as const;
  const model = await CLIPVisionModelWithProjection.from_pretrained(folder, options);
  const encoder = await openInstalled(installed);
  const { width, height } = encoder.image.geometry;
  const frames = samplePictures(encoder.image.geometry, FRAME_COUNT);
  const theirs = async (batchSize: number): Promise<void> => {
    for (let start = 0; start < FRAME_COUNT; start += batchSize) {
      const batch = frames.slice(start, start + batchSize);
      const images = batch.map((rgb) => new RawImage(new Uint8ClampedArray(rgb), width, height, 3));
      await model(await processor(images));
    }
  };
  const rates = await compareRates(ROUNDS, FRAME_COUNT, {
    ours: () => encoder.image.encode(frames),
    batched: () => theirs(encoder.image.batchSize),
    single: () => theirs(1),
  });
  await model.dispose();
  await encoder.close();
  await rm(folder, { recursive: true });
  const name = `image encoder over @huggingface/transformers, ${label}`;
  return [
    { name: `${name}, same batches`, value: rates.ours / rates.batched, unit: 'ratio', target: 1.5 },
    { name: `${name}, frame by frame`, value: rates.ours / rates.single, unit: 'ratio' },
  ];
}

async function layOutForTransformers({ entry, folder }: InstalledEncoder): Promise<string> {
  const home = `${folder}-transformers`;
  await rm(home, { recursive: true, force: true });
  await mkdir(path.join(home, 'onnx'), { recursive: true });
  await symlink(path.join(folder, entry.image.file), path.join(home, 'onnx', 'vision_model.onnx'));
  const { width, height, mean, std } = entry.image;
  const config = { model_type: 'clip', architectures: ['CLIPVisionModelWithProjection'], projection_dim: entry.dims };
  const preprocessor = {
    image_processor_type: 'CLIPImageProcessor',
    do_resize: true,
    do_center_crop: true,
    do_rescale: true,
    do_normalize: true,
    do_convert_rgb: true,
    size: { shortest_edge: height },
    crop_size: { width, height },
    resample: 3,
    rescale_factor: 1 / 255,
    image_mean: mean,
    image_std: std,
  };
  await writeFile(path.join(home, 'config.json'), JSON.stringify(config));
  await writeFile(path.join(home, 'preprocessor_config.json'), JSON.stringify(preprocessor));
  return home;
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
