import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { addEmbeddedDemo } from '../../../../../test/factories/embedded-demo.ts';
import { readEmbedding, registerWorkbench } from '../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVideos, sha256, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { runCommand } from '../../../../../inference/src/cli/command-line.ts';
import { formatNpy } from '../../../../../inference/src/adapters/embeddings/npy.ts';
import { formatSafetensors } from '../../../../../inference/src/adapters/embeddings/safetensors.ts';
import {
  addVideos,
  createRecognition,
  openEmbedding,
  setVideoFailed,
  writeChunk,
} from '../../../../../prisma/src/index.ts';
import type { Encoder } from '../../../../../prisma/src/index.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { queueVideos } from '../../shared/queue/queue-videos.ts';

const server = useServer({ isWorker: true });

/** Rows for 10 s at two frames a second, each in a direction of its own. */
const ROWS = 20;
const rowsOf = (dims: number, scale = 1) =>
  Float32Array.from({ length: ROWS * dims }, (_, i) => (i % dims === Math.floor(i / dims) ? scale : 0));

let encoder: Encoder;
beforeAll(async () => {
  encoder = await registerWorkbench(server.db);
});

const npy = (scale = 1) => formatNpy({ shape: [ROWS, encoder.dims], data: rowsOf(encoder.dims, scale) });

async function makeVideo(): Promise<string> {
  const [id] = await makeVideos(server.db, (await makeLibrary(server.db)).id, 1);
  return id!;
}

async function put(parameters: object, body: Uint8Array | string) {
  const query = new URLSearchParams({ encoder: encoder.digest, fps: '2', ...parameters });
  const response = await fetch(`${server.url}/embeddings?${query}`, {
    method: 'PUT',
    headers: { connection: 'close' },
    body: new Blob([body as Uint8Array<ArrayBuffer>]),
  });
  return { status: response.status, text: (await response.text()).trimEnd() };
}

const answer = (text: string) => JSON.parse(text) as unknown;
const stored = (videoId: string) =>
  readEmbedding(server.db, { contentSha256: sha256(videoId), encoderDigest: encoder.digest, sampling: 'fps=2' });

describe('PUT /embeddings', () => {
  test('stores rows as the worker would: of unit length, with their times', async () => {
    const id = await makeVideo();
    const videoId = toGlobalId('Video', id);
    const { status, text } = await put({ videoId }, npy(3));
    expect([status, answer(text)]).toEqual([200, { videoId, frameCount: ROWS, scaledCount: ROWS, state: 'saved' }]);
    const found = (await stored(id))!;
    expect(found.timesMs).toEqual(Array.from({ length: ROWS }, (_, index) => 500 * index));
    expect(found.embeddings).toEqual(rowsOf(encoder.dims));
  });

  test('takes a video by its content, its path or its external id', async () => {
    const library = await makeLibrary(server.db);
    const [id] = (await makeVideos(server.db, library.id, 1)) as [string];
    const externalId = 'SHIFT-7';
    await server.db.prisma.video.update({ where: { id }, data: { externalId } });
    const libraryId = toGlobalId('VideoLibrary', library.id);
    const videoId = toGlobalId('Video', id);
    for (const name of [
      { sha256: sha256(id) },
      { libraryId, path: '001.mp4' },
      { externalId },
      { externalId, libraryId },
    ])
      expect(answer((await put(name, npy())).text)).toMatchObject({ videoId });
    const [other] = (await makeVideos(server.db, (await makeLibrary(server.db)).id, 1)) as [string];
    await server.db.prisma.video.update({ where: { id: other }, data: { externalId } });
    expect(await put({ externalId }, npy())).toEqual({
      status: 409,
      text: 'videos of several libraries are called SHIFT-7; add libraryId',
    });
  });

  test('takes the times that the file has, in .npz and in .safetensors', async () => {
    const timesMs = Int32Array.from({ length: ROWS }, (_, index) => 480 * index + 7);
    const embeddings = { shape: [ROWS, encoder.dims], data: rowsOf(encoder.dims) };
    const times = { shape: [ROWS], data: timesMs };
    const zip = zipSync({ 'e.npy': npy(), 't.npy': formatNpy({ shape: [ROWS], data: Float32Array.from(timesMs) }) });
    const [one, other] = [await makeVideo(), await makeVideo()];
    const names = { embeddings: 'e', times: 't' };
    expect(await put({ sha256: sha256(one), ...names }, zip)).toMatchObject({ status: 200 });
    const both = formatSafetensors({ e: embeddings, t: times });
    expect(await put({ sha256: sha256(other), ...names }, both)).toMatchObject({ status: 200 });
    expect((await stored(one))!.timesMs).toEqual([...timesMs]);
    expect(await stored(other)).toEqual(await stored(one));
  });

  test('does the same again without a change, and replaces others only when it is told to', async () => {
    const id = await makeVideo();
    const video = { sha256: sha256(id) };
    await put(video, npy());
    const halves = formatSafetensors({
      e: { shape: [ROWS, encoder.dims], data: new Float16Array(rowsOf(encoder.dims)) },
    });
    expect(answer((await put(video, halves)).text)).toMatchObject({ state: 'unchanged' });
    const later = { ...video, startMs: '100' };
    expect(await put(later, npy())).toEqual({
      status: 409,
      text: '001.mp4 has other embeddings of this encoder at fps=2 already; if these are to take their place, add replace=true',
    });
    expect((await stored(id))!.timesMs[0]).toBe(0);
    expect(answer((await put({ ...later, replace: 'true' }, npy())).text)).toMatchObject({ state: 'replaced' });
    expect((await stored(id))!.timesMs[0]).toBe(100);
  });

  test('takes the place of what a worker has begun', async () => {
    const id = await makeVideo();
    const key = { contentSha256: sha256(id), encoderDigest: encoder.digest, sampling: 'fps=2' };
    const { id: begun } = await openEmbedding(server.db, key);
    await writeChunk(server.db, begun, 0, { timesMs: [0], embeddings: new Float32Array(encoder.dims) });
    expect(answer((await put({ sha256: sha256(id) }, npy())).text)).toMatchObject({ state: 'saved' });
    expect((await stored(id))!.timesMs).toHaveLength(ROWS);
  });

  test('asked twice at a time, stores once', async () => {
    const video = { sha256: sha256(await makeVideo()) };
    const answers = await Promise.all([put(video, npy()), put(video, npy()), put(video, npy())]);
    const states = answers.map(({ text }) => (answer(text) as { state: string }).state);
    expect(states.toSorted()).toEqual(['saved', 'unchanged', 'unchanged']);
  });

  describe('refuses', () => {
    const refusal = async (parameters: object, body: Uint8Array | string = npy()) =>
      put({ sha256: sha256(await makeVideo()), ...parameters }, body);

    test('another encoder, and rows of another width', async () => {
      const unknown = 'e'.repeat(64);
      const { status, text } = await refusal({ encoder: unknown });
      expect(status).toBe(404);
      expect(text).toContain(`no encoder here has the digest ${unknown}; install the encoder`);
      expect(text).toContain(`workbench ${encoder.digest}`);
      const narrow = formatNpy({ shape: [ROWS, 8], data: rowsOf(8).fill(1) });
      expect(await refusal({}, narrow)).toEqual({
        status: 422,
        text: `the file has rows of 8 numbers, and those of workbench have ${encoder.dims}: another encoder made them`,
      });
    });

    test('rows that do not end with the video, unless it is told that they do not', async () => {
      const remedy = /; check fps, startMs and the video; .* add isTruncated=true$/;
      const fast = await refusal({ fps: '4' });
      expect(fast).toEqual({ status: 422, text: expect.stringMatching(remedy) });
      expect(fast.text).toContain('its 20 rows end at 4.8 s, the video at 10.0 s');
      expect((await refusal({ fps: '1' })).text).toContain('its 20 rows end at 19.0 s, the video at 10.0 s');
      expect((await refusal({ fps: '4', isTruncated: 'true' })).status).toBe(200);
    });

    test('times that do not ascend, or are not as many as rows', async () => {
      const withTimes = (timesMs: readonly number[]) =>
        formatSafetensors({
          e: { shape: [ROWS, encoder.dims], data: rowsOf(encoder.dims) },
          t: { shape: [timesMs.length], data: Int32Array.from(timesMs) },
        });
      const names = { embeddings: 'e', times: 't' };
      const still = Array.from({ length: ROWS }, (_, index) => (index === 3 ? 1000 : 500 * index));
      expect((await refusal(names, withTimes(still))).text).toContain('the time of row 3, 1000, does not follow 1000');
      expect((await refusal(names, withTimes([0, 1]))).text).toBe(
        'the file has 20 rows and 2 times; write one time for each row',
      );
    });

    test('what is no matrix of finite floats', async () => {
      const bad = npy();
      new DataView(bad.buffer).setFloat32(bad.length - 4, NaN, true);
      expect((await refusal({}, bad)).text).toBe(
        'the file: row 19 holds NaN or infinity; encode it again or remove it',
      );
      const whole = Buffer.from(npy());
      whole.write('<i4', whole.indexOf('<f4'));
      expect((await refusal({}, whole)).text).toBe(
        "the file: the type <i4 is not supported; convert with astype('<f4')",
      );
      expect((await refusal({}, npy().subarray(0, -1))).text).toMatch(/^the file: truncated: /);
      expect((await refusal({}, 'text')).text).toContain('not a file of embeddings');
      expect(await refusal({}, '')).toMatchObject({ status: 400 });
    });

    test.each([
      [{ fps: 'fast' }, /fps must be a number or native, not fast/],
      [{ fps: 'native' }, /the file has to hold the times of its rows/],
      [{ times: 't', startMs: '5' }, /give startMs or times, not both/],
      [{ encoder: 'workbench' }, /encoder: must be 64 hexadecimal digits/],
      [{ videoId: toGlobalId('Video', crypto.randomUUID()) }, /^name one video/],
      [{ videoId: 'x' }, /videoId: is not the id of a video/],
      [{ colour: 'red' }, /Unrecognized key: "colour"/],
    ])('%j', async (parameters, message) => {
      const { status, text } = await refusal(parameters);
      expect(status).toBe(400);
      expect(text).toMatch(message);
    });

    test('a video that is not there, was not probed, or cannot be read', async () => {
      expect(await put({ sha256: sha256('nothing') }, npy())).toEqual({
        status: 404,
        text: `there is no video ${sha256('nothing')}; scan its library first`,
      });
      const library = await makeLibrary(server.db);
      const [id] = (await addVideos(server.db, library.id, [
        { path: 'new.mp4', sizeBytes: 1, modifiedAt: new Date(0) },
      ])) as [string];
      const videoId = toGlobalId('Video', id);
      expect(await put({ videoId }, npy())).toEqual({
        status: 409,
        text: 'new.mp4 has not been probed yet; scan its library, then try again',
      });
      await setVideoFailed(server.db, id, { code: 'EMPTY', message: 'is empty' });
      expect((await put({ videoId }, npy())).text).toBe(
        'new.mp4 cannot be read (is empty); scan its library, then try again',
      );
    });
  });

  test('a video is recognised by what was imported, its file having gone', async () => {
    const id = await makeVideo();
    await put({ sha256: sha256(id) }, npy());
    const recipe = await makeRecipe(server.db, { encoderDigest: encoder.digest });
    const recognition = valueOf(await createRecognition(server.db, { recipeId: recipe.id, videoIds: [id] }));
    await queueVideos(server.services, recognition.id);
    await recognitionEnds(recognition.id);
    const run = await server.db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId: recognition.id } });
    expect(run).toMatchObject({ state: 'succeeded', errorCode: null });
    expect(await server.db.prisma.segment.count({ where: { recognitionVideoId: run.id } })).toBeGreaterThan(0);
  });
});

async function recognitionEnds(id: string): Promise<void> {
  for (;;) {
    const { finishedAt } = await server.db.prisma.recognition.findUniqueOrThrow({ where: { id } });
    if (finishedAt) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('actionary import-embeddings', () => {
  const run = async (...argv: string[]) => {
    const told = { stdout: '', stderr: '' };
    const exitCode = await runCommand(argv, {
      stdout: { write: (text) => (told.stdout += text) },
      stderr: { write: (text) => (told.stderr += text) },
    });
    return { exitCode, ...told };
  };
  const at = (name: string) => path.join(server.folder, name);

  test('gives what actionary embed has written, which is what the worker would have made', async () => {
    const { videos } = await addEmbeddedDemo(server.services, ['packing']);
    const { contentSha256 } = videos.get('packing')!;
    const key = { contentSha256: contentSha256!, encoderDigest: encoder.digest, sampling: 'fps=2' };
    const made = await readEmbedding(server.db, key);
    await run('embed', demoVideo('packing'), '--out', at('embeddings'));
    const file = at('embeddings/packing.safetensors');
    const again = await run('import-embeddings', file, '--server', server.url);
    expect(again).toEqual({
      exitCode: 0,
      stdout: `${file}: ${made!.timesMs.length} rows: unchanged\n`,
      stderr: '',
    });
    await server.db.prisma.videoEmbedding.delete({ where: { contentSha256_encoderDigest_sampling: key } });
    expect((await run('import-embeddings', file, '--server', server.url)).stdout).toContain('rows: saved');
    expect(await readEmbedding(server.db, key)).toEqual(made);
  });

  test('goes on after a file that is refused', async () => {
    const id = await makeVideo();
    const facts = { encoder: { digest: encoder.digest }, sampling: 'fps=2' };
    await writeFile(at('bad.npy'), npy());
    await writeFile(at('bad.json'), JSON.stringify({ ...facts, contentSha256: sha256('nothing') }));
    await writeFile(at('good.npy'), npy(2));
    await writeFile(at('good.json'), JSON.stringify({ ...facts, videoId: toGlobalId('Video', id) }));
    expect(await run('import-embeddings', at('bad.npy'), at('good.npy'), '--server', server.url)).toEqual({
      exitCode: 1,
      stdout: `${at('good.npy')}: 20 rows, 20 of them brought to unit length: saved\n`,
      stderr: `actionary: ${at('bad.npy')}: ${server.url} says: there is no video ${sha256('nothing')}; scan its library first\n`,
    });
    expect((await stored(id))!.timesMs).toHaveLength(ROWS);
  });

  test('takes from options what no JSON says', async () => {
    const id = await makeVideo();
    await copyFile(at('good.npy'), at('alone.npy'));
    const argv = ['import-embeddings', at('alone.npy'), '--server', server.url];
    expect((await run(...argv)).stderr).toContain('nothing says what it is: give --encoder');
    const made = ['--encoder', 'workbench', '--fps', '2'];
    expect((await run(...argv, ...made)).stderr).toContain('nothing says of which video it is: give --sha256');
    const whole = [...argv, ...made, '--sha256', sha256(id), '--start-ms', '100'];
    expect(await run(...whole)).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await stored(id))!.timesMs[0]).toBe(100);
    expect(await run(...whole, at('good.npy'))).toMatchObject({
      exitCode: 2,
      stderr: 'actionary: --sha256 names one video, so give one file; see actionary import-embeddings --help\n',
    });
  });

  test('says where no server answers', async () => {
    const { exitCode, stderr } = await run('import-embeddings', at('good.npy'), '--server', 'http://127.0.0.1:1');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/not sent: http:\/\/127\.0\.0\.1:1 does not answer \(.*\); start it, or name another one/);
  });
});
