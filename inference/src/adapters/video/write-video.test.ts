import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hasNodeAv } from './node-av.ts';
import { createFrameSource } from './open-video.ts';
import { writeVideo } from './write-video.ts';

const describeIf = (await hasNodeAv()) ? describe : describe.skip;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'actionary-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const frames = (count: number, channels: number) =>
  Array.from({ length: count }, (_, index) => new Uint8Array(32 * 16 * channels).fill(index * 10));
const size = { width: 32, height: 16, fps: 25 };

describeIf('writeVideo', () => {
  test.each([3, 4])('writes pictures of %i channels that can be read again', async (channels) => {
    const file = path.join(folder, 'new', 'a.mp4');
    expect(await writeVideo(file, size, frames(20, channels))).toBe(20);
    const facts = await createFrameSource({ decoder: 'node-av' }).probe(file);
    expect([facts.width, facts.height, facts.durationMs, facts.codec]).toEqual([32, 16, 800, 'h264']);
    expect(readdirSync(path.dirname(file))).toEqual(['a.mp4']);
  });

  test('keeps pictures bit by bit where lossless', async () => {
    const file = path.join(folder, 'a.mkv');
    const picture = Uint8Array.from({ length: 33 * 17 * 3 }, (_, index) => (index * 7) % 256);
    await writeVideo(file, { width: 33, height: 17, fps: 10, lossless: true }, [picture]);
    const geometry = { width: 33, height: 17, fit: 'squash' } as const;
    const stream = await createFrameSource({ decoder: 'node-av' }).open(file, { geometry, fps: 'native' });
    for await (const { rgb } of stream.frames) expect(Buffer.compare(rgb, picture)).toBe(0);
    expect(stream.report().frameCount).toBe(1);
  });

  test('leaves nothing behind when the frames fail', async () => {
    function* failing() {
      yield* frames(3, 3);
      throw new Error('the renderer broke');
    }
    const writing = writeVideo(path.join(folder, 'a.mp4'), size, failing());
    await expect(writing).rejects.toMatchObject({ code: 'NOT_WRITTEN', message: /a\.mp4: .*the renderer broke/ });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    [[], 'there are no frames'],
    [[new Uint8Array(5)], 'a frame has 5 bytes instead of 32 × 16 × 3 or 4'],
    [[...frames(1, 3), ...frames(1, 4)], 'frames must be all RGB or all RGBA'],
  ])('refuses %p', async (pictures, message) => {
    await expect(writeVideo(path.join(folder, 'a.mp4'), size, pictures)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('refuses odd sizes and rates of nothing', async () => {
    const file = path.join(folder, 'a.mp4');
    await expect(writeVideo(file, { ...size, width: 33 }, [])).rejects.toThrow('invalid video size 33 × 16');
    await expect(writeVideo(file, { ...size, fps: 0 }, [])).rejects.toThrow('invalid fps');
  });
});
