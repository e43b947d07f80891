import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeVideo } from '../../inference/src/adapters/video/write-video.ts';

interface VideoRecipe {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly durationMs: number;
}

/** A textured picture that scrolls by one row a frame; made once. */
export async function makeVideo({ name, width, height, fps, durationMs }: VideoRecipe): Promise<string> {
  const file = path.join(os.tmpdir(), 'actionary-bench', `decode-${name}-v1.mp4`);
  if (existsSync(file)) return file;
  const frameCount = (durationMs * fps) / 1000;
  await writeVideo(file, { width, height, fps }, scroll(frameCount, width, height));
  return file;
}

function* scroll(frameCount: number, width: number, height: number): Generator<Uint8Array> {
  const rowSize = width * 3;
  const texture = Uint8Array.from({ length: rowSize * height * 2 }, (_, index) => {
    const x = index % rowSize;
    const y = Math.floor(index / rowSize) % height;
    return 128 + 60 * Math.sin(x / 23 + y / 17) + 40 * Math.sin((x * y) / 900) + ((index * 7919) % 23);
  });
  for (let index = 0; index < frameCount; index++) {
    const start = (index % height) * rowSize;
    yield texture.subarray(start, start + rowSize * height);
  }
}
