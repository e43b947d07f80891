import { describe, expect, test } from '@jest/globals';
import { embedVideo, streamEmbeddings } from './embed-video.ts';
import type { EmbeddedChunk, StreamEmbeddingsOptions } from './embed-video.ts';
import type { Frame, FrameSource, ImageEncoder, VideoFacts } from './ports.ts';

const video: VideoFacts = {
  path: 'scene.mp4',
  durationMs: 5000,
  width: 2,
  height: 1,
  rotationDegrees: 0,
  fps: { numerator: 1, denominator: 1 },
  timeBase: { numerator: 1, denominator: 1000 },
  codec: 'raw',
  recordedAtMs: null,
  isSeekable: true,
};

/** Frames one second apart whose first byte is given. */
function sourceOf(bytes: readonly number[]): FrameSource {
  async function* frames(): AsyncGenerator<Frame> {
    for (const [index, byte] of bytes.entries()) {
      yield { ptsMs: index * 1000, pts: index * 1000, rgb: Uint8Array.of(byte, 0, 0, 0, 0, 0) };
    }
  }
  const report = () => ({ frameCount: bytes.length, damagedCount: 0, isTruncated: false });
  return { probe: async () => video, open: async () => ({ video, frames: frames(), report }) };
}

/** An embedding is the mean of the first bytes; notes what it was given. */
function encoderOf(options: { batchSize: number; framesPerEmbedding?: number }) {
  const { batchSize, framesPerEmbedding = 1 } = options;
  const batches: number[][] = [];
  const encoder: ImageEncoder = {
    identity: { id: 'mean', digest: '0', dims: 1, logitScale: 1 },
    geometry: { width: 2, height: 1, fit: 'crop' },
    batchSize,
    framesPerEmbedding,
    async encode(images) {
      const bytes = images.map((rgb) => rgb[0]);
      batches.push(bytes);
      const rows = Array.from({ length: bytes.length / framesPerEmbedding }, (_, row) =>
        bytes.slice(row * framesPerEmbedding, (row + 1) * framesPerEmbedding),
      );
      return Float32Array.from(rows, (row) => row.reduce((sum, byte) => sum + byte, 0) / row.length);
    },
    close: async () => {},
  };
  return { encoder, batches };
}

describe('embedVideo', () => {
  test('encodes in batches, keeps order and times', async () => {
    const { encoder, batches } = encoderOf({ batchSize: 2 });
    const seen = await embedVideo('scene.mp4', sourceOf([10, 20, 30, 40, 50]), encoder);
    expect(batches).toEqual([[10, 20], [30, 40], [50]]);
    expect([...seen.embeddings]).toEqual([10, 20, 30, 40, 50]);
    expect(seen.timesMs).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(seen.reusedCount).toBe(0);
  });

  test('gives redundant frames the embedding of the frame before, and compares the first with nothing', async () => {
    const { encoder, batches } = encoderOf({ batchSize: 4 });
    let reference: number | null = null;
    const isRedundant = (rgb: Uint8Array) => {
      if (reference !== null && Math.abs(rgb[0] - reference) < 5) return true;
      reference = rgb[0];
      return false;
    };
    const seen = await embedVideo('scene.mp4', sourceOf([10, 12, 30, 31, 10]), encoder, { isRedundant });
    expect(batches).toEqual([[10, 30, 10]]);
    expect([...seen.embeddings]).toEqual([10, 10, 30, 30, 10]);
    expect(seen.reusedCount).toBe(2);
  });

  test('groups frames for a video encoder; the last group is filled from the frames before it', async () => {
    const { encoder, batches } = encoderOf({ batchSize: 2, framesPerEmbedding: 2 });
    const seen = await embedVideo('scene.mp4', sourceOf([10, 20, 30, 40, 50]), encoder);
    expect(batches).toEqual([
      [10, 20, 30, 40],
      [40, 50],
    ]);
    expect([...seen.embeddings]).toEqual([15, 35, 45]);
    expect(seen.timesMs).toEqual([500, 2500, 4000]);
  });

  test('repeats the only frame of a video shorter than a group', async () => {
    const { encoder, batches } = encoderOf({ batchSize: 1, framesPerEmbedding: 3 });
    const seen = await embedVideo('scene.mp4', sourceOf([10]), encoder);
    expect(batches).toEqual([[10, 10, 10]]);
    expect(seen.timesMs).toEqual([0]);
  });

  test('passes on the encoder’s failure', async () => {
    const { encoder } = encoderOf({ batchSize: 1 });
    const failing = { ...encoder, encode: () => Promise.reject(new Error('out of memory')) };
    await expect(embedVideo('scene.mp4', sourceOf([1, 2, 3]), failing)).rejects.toThrow('out of memory');
  });

  test('tells how far it is', async () => {
    const { encoder } = encoderOf({ batchSize: 2 });
    const reached: number[] = [];
    await embedVideo('scene.mp4', sourceOf([1, 2, 3]), encoder, { onProgress: (timeMs) => reached.push(timeMs) });
    expect(reached).toEqual([1000, 2000]);
  });
});

describe('streamEmbeddings', () => {
  const bytes = [10, 20, 30, 40, 50, 60, 70];

  async function collect(options: StreamEmbeddingsOptions, framesPerEmbedding = 1) {
    const { encoder, batches } = encoderOf({ batchSize: 2, framesPerEmbedding });
    const chunks: EmbeddedChunk[] = [];
    const stream = await streamEmbeddings('scene.mp4', sourceOf(bytes), encoder, options);
    for await (const chunk of stream.chunks) chunks.push(chunk);
    return { chunks, batches, report: stream.report() };
  }

  test('gives chunks of one size, the last one what is left; no batch crosses them', async () => {
    const { chunks, batches } = await collect({ chunkSize: 3 });
    expect(chunks).toEqual([
      { timesMs: [0, 1000, 2000], embeddings: Float32Array.of(10, 20, 30), reusedCount: 0 },
      { timesMs: [3000, 4000, 5000], embeddings: Float32Array.of(40, 50, 60), reusedCount: 0 },
      { timesMs: [6000], embeddings: Float32Array.of(70), reusedCount: 0 },
    ]);
    expect(batches).toEqual([[10, 20], [30], [40, 50], [60], [70]]);
  });

  test('goes on behind what is there as if nothing had happened', async () => {
    const whole = await collect({ chunkSize: 3 });
    const rest = await collect({ chunkSize: 3, skipCount: 3 });
    expect(rest.chunks).toEqual(whole.chunks.slice(1));
    expect(rest.batches).toEqual(whole.batches.slice(2));
    expect(rest.report).toEqual(whole.report);
  });

  test('goes on with the groups of a video encoder, the filled one at the end included', async () => {
    const whole = await collect({ chunkSize: 2 }, 2);
    const rest = await collect({ chunkSize: 2, skipCount: 2 }, 2);
    expect(whole.chunks.map(({ timesMs }) => timesMs)).toEqual([
      [500, 2500],
      [4500, 6000],
    ]);
    expect(rest.chunks).toEqual(whole.chunks.slice(1));
  });

  test('goes on with redundant frames: a chunk needs no embedding from outside it', async () => {
    const everyOther = () => {
      let count = 0;
      return () => count++ % 2 === 1;
    };
    const whole = await collect({ chunkSize: 3, isRedundant: everyOther() });
    expect(whole.chunks.map(({ embeddings }) => [...embeddings])).toEqual([[10, 10, 30], [40, 50, 50], [70]]);
    const rest = await collect({ chunkSize: 3, skipCount: 3, isRedundant: everyOther() });
    expect(rest.chunks).toEqual(whole.chunks.slice(1));
  });

  test('gives nothing where everything is there', async () => {
    expect((await collect({ chunkSize: 3, skipCount: 7 })).chunks).toEqual([]);
  });

  test('stops the decoder when it is left', async () => {
    let isLeft = false;
    async function* frames(): AsyncGenerator<Frame> {
      try {
        for (let ptsMs = 0; ; ptsMs += 1000) yield { ptsMs, pts: ptsMs, rgb: new Uint8Array(6) };
      } finally {
        isLeft = true;
      }
    }
    const report = () => ({ frameCount: 0, damagedCount: 0, isTruncated: false });
    const endless: FrameSource = { probe: async () => video, open: async () => ({ video, frames: frames(), report }) };
    const { chunks } = await streamEmbeddings('scene.mp4', endless, encoderOf({ batchSize: 2 }).encoder, {
      chunkSize: 2,
    });
    for await (const { timesMs } of chunks) if (timesMs[0] >= 4000) break;
    expect(isLeft).toBe(true);
  });
});
