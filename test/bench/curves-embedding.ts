import path from 'node:path';
import { hasFfmpeg } from '../../inference/src/adapters/video/ffmpeg-decoder.ts';
import { makeVideo } from '../factories/bench-video.ts';
import { runFfmpeg } from './ffmpeg-peer.ts';
import type { Chart, Figure, Peer } from './figure.ts';
import { runApart } from './run-apart.ts';
import { bestInTurn } from './times.ts';

const SCRIPT = path.join(import.meta.dirname, 'measure-embedding.ts');
const SHAPE = { width: 640, height: 360, fps: 15 };
const LENGTHS_S = [10, 60, 600];
const GROWTH = 1.3;

interface Embedded {
  readonly ms: number;
  readonly frameCount: number;
  /** Of the process and of the one that decodes for it. */
  readonly peakMib: number;
}

interface Point extends Embedded {
  readonly lengthS: number;
  /** Of ffmpeg; undefined where there is none. */
  readonly peerMs: number | undefined;
}

/** Decoding and encoding by the length of the video; beside ffmpeg, which decodes and samples alone. */
export async function benchEmbeddingCurve(
  note: (text: string) => void,
  draw: (chart: Chart) => void,
): Promise<readonly Figure[]> {
  note('embedding: 640 × 360 at 15 frames a second, two of which are encoded by the bundled encoder; a process each');
  const hasPeer = await hasFfmpeg();
  if (!hasPeer) note('embedding: its peer is left out, ffmpeg is not on the PATH');
  const points: Point[] = [];
  for (const lengthS of LENGTHS_S) points.push(await measure(lengthS, hasPeer));
  drawPoints(draw, points);
  const [shortest, short, long] = points;
  const perMinute = ({ ms, lengthS }: Point) => ms / lengthS;
  return [
    ...points.flatMap(figuresOf),
    ceiling('embedding: a minute of ten over a minute alone', perMinute(long) / perMinute(short)),
    ceiling('embedding 600 s: memory over that of 10 s', long.peakMib / shortest.peakMib),
  ];
}

const ceiling = (name: string, value: number): Figure => ({
  name,
  value,
  unit: '×',
  target: GROWTH,
  isCeiling: true,
});

async function measure(lengthS: number, hasPeer: boolean): Promise<Point> {
  const file = await makeVideo({ name: `curve-${lengthS}`, ...SHAPE, durationMs: lengthS * 1000 });
  const embedded = await runApart<Embedded>(SCRIPT, { args: [file] });
  const peerMs = hasPeer
    ? (await bestInTurn(1, { ffmpeg: () => runFfmpeg(file, embedded.frameCount) })).ffmpeg
    : undefined;
  return { lengthS, peerMs, ...embedded };
}

function figuresOf({ lengthS, ms, peakMib, peerMs }: Point): Figure[] {
  const peer: Peer | undefined =
    peerMs === undefined ? undefined : { name: 'ffmpeg, decoding alone', value: peerMs / 1000, unit: 's' };
  return [
    { name: `embedding ${lengthS} s of video`, value: ms / 1000, unit: 's', ...(peer && { peer }) },
    { name: `embedding ${lengthS} s of video: memory with the decoder's`, value: peakMib, unit: 'MiB' },
  ];
}

function drawPoints(draw: (chart: Chart) => void, points: readonly Point[]): void {
  const x = { label: 'seconds of video', scale: 'log' } as const;
  const alone = points.flatMap(({ lengthS, peerMs }) =>
    peerMs === undefined ? [] : [{ x: lengthS, y: peerMs / 1000 }],
  );
  draw({
    id: 'embedding-by-length',
    title: 'Embedding by the length of the video',
    x,
    y: { label: 'seconds', scale: 'log' },
    series: [
      { name: 'decoding and encoding', points: points.map(({ lengthS, ms }) => ({ x: lengthS, y: ms / 1000 })) },
      ...(alone.length > 0 ? [{ name: 'ffmpeg, decoding alone', points: alone }] : []),
    ],
  });
  draw({
    id: 'embedding-memory',
    title: 'Peak memory of embedding',
    x,
    y: { label: 'MiB', from: 0 },
    series: [
      { name: 'with the decoding process', points: points.map(({ lengthS, peakMib }) => ({ x: lengthS, y: peakMib })) },
    ],
  });
}
