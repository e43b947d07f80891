import path from 'node:path';
import type { Services } from '../../apps/server/src/context.ts';
import { probeVideo } from '../../apps/server/src/shared/videos/probe-video.ts';
import { createFrameSource, streamEmbeddings } from '../../inference/src/index.ts';
import {
  addVideos,
  completeEmbedding,
  createEquipmentNode,
  createVideoLibrary,
  openEmbedding,
  registerEncoder,
  writeChunk,
} from '../../prisma/src/index.ts';
import type { Video } from '../../prisma/src/index.ts';
import { demoVideo } from './demo.ts';
import { valueOf } from './records.ts';

/** A library of demo videos with embeddings of the bundled encoder, as the worker would make them. */
export async function addEmbeddedDemo(services: Services, stations: readonly string[]) {
  const { db } = services;
  const folder = path.join(demoVideo('packing'), '../..');
  const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name: `Demo ${stations.join(' ')}` }));
  const library = valueOf(await createVideoLibrary(db, { equipmentNodeId: node.id, name: 'Videos', folder }));
  const files = stations.map((station) => ({
    path: `${station}/${station}.mp4`,
    sizeBytes: 1,
    modifiedAt: new Date(0),
  }));
  await addVideos(db, library.id, files);
  const videos = new Map<string, Video>();
  for (const found of await db.prisma.video.findMany({ where: { libraryId: library.id } })) {
    await probeVideo(services, found, library, AbortSignal.timeout(300_000));
    const video = await db.prisma.video.findUniqueOrThrow({ where: { id: found.id } });
    await embed(services, video);
    videos.set(path.parse(video.path).name, video);
  }
  return { library, videos };
}

async function embed({ db, encoders }: Services, { path: name, contentSha256 }: Video): Promise<void> {
  await encoders.use('workbench', async ({ entry, image }) => {
    await registerEncoder(db, image.identity, entry);
    const key = { contentSha256: contentSha256!, encoderDigest: image.identity.digest, sampling: 'fps=2' };
    const { id, isComplete } = await openEmbedding(db, key);
    if (isComplete) return;
    const { chunks, report } = await streamEmbeddings(demoVideo(path.parse(name).name), createFrameSource(), image);
    let chunkIndex = 0;
    for await (const chunk of chunks) await writeChunk(db, id, chunkIndex++, chunk);
    await completeEmbedding(db, id, report());
  });
}
