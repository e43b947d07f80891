import { stat } from 'node:fs/promises';
import path from 'node:path';
import { writeVideo } from '../../inference/src/adapters/video/write-video.ts';
import { createFrameSource, embedVideo, openEncoder } from '../../inference/src/index.ts';
import { addVideos, createEquipmentNode, createVideoLibrary } from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { valueOf } from './records.ts';

const SIZE = { width: 128, height: 96, fps: 10, keyFrameInterval: 15 };

/** A scene that never stands still, with a key frame every 1.5 s. */
export async function writeLongVideo(file: string, seconds: number): Promise<void> {
  await writeVideo(file, SIZE, scene(seconds * SIZE.fps));
}

function* scene(frameCount: number): Generator<Uint8Array> {
  const { width, height } = SIZE;
  const rgb = new Uint8Array(width * height * 3);
  for (let frame = 0; frame < frameCount; frame++) {
    let place = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < 3; channel++)
          rgb[place++] = ((x * (1 + channel) + 3 * frame) & 127) + ((x * y + frame) & 63) + (y >> 1);
    yield rgb;
  }
}

/** A library of these files in a folder, not yet probed. @returns the videos' ids */
export async function makeFolderLibrary(db: Database, folder: string, names: readonly string[]): Promise<string[]> {
  const { id: equipmentNodeId } = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name: folder }));
  const library = valueOf(await createVideoLibrary(db, { equipmentNodeId, name: 'Shifts', folder }));
  const files = names.map(async (name) => {
    const { size, mtime } = await stat(path.join(folder, name));
    return { path: name, sizeBytes: size, modifiedAt: mtime };
  });
  return addVideos(db, library.id, await Promise.all(files));
}

/** The embeddings of a video by the bundled encoder, made in one go, as precisely as they are kept. */
export async function embedInOneGo(file: string) {
  const { image, close } = await openEncoder('workbench');
  const { timesMs, embeddings, report } = await embedVideo(file, createFrameSource(), image);
  await close();
  return { timesMs, embeddings: new Float32Array(new Float16Array(embeddings)), report };
}
