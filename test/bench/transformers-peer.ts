import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InstalledEncoder } from '../../inference/src/models/installed.ts';

/** A picture as the other library takes it. */
export interface RgbPicture {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** An installed encoder's image tower, run by @huggingface/transformers with its own preprocessing. */
export async function openTransformersPeer(installed: InstalledEncoder) {
  const { AutoProcessor, CLIPVisionModelWithProjection, RawImage, env } = await import('@huggingface/transformers');
  const folder = await layOutForTransformers(installed);
  env.allowRemoteModels = false;
  const processor = await AutoProcessor.from_pretrained(folder, { local_files_only: true });
  const options = { dtype: 'fp32', device: 'cpu', local_files_only: true } as const;
  const model = await CLIPVisionModelWithProjection.from_pretrained(folder, options);
  return {
    async encode(pictures: readonly RgbPicture[]): Promise<void> {
      const images = pictures.map(
        ({ rgb, width, height }) => new RawImage(new Uint8ClampedArray(rgb), width, height, 3),
      );
      await model(await processor(images));
    },
    async close(): Promise<void> {
      await model.dispose();
      await rm(folder, { recursive: true });
    },
  };
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
