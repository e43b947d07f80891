import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frameAccuracy, overlapCounts, overlapF1 } from '../../inference/src/domain/index.ts';
import type { OverlapCounts } from '../../inference/src/domain/index.ts';
import { DEMO_STATIONS } from '../factories/demo.ts';
import { startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';
import { ask } from './ask.ts';
import { demoLabels } from './demo-labels.ts';
import type { Figure } from './figure.ts';

/** What issue and README promise of a start on an installed tree. */
const START_TARGET_S = 15;
const PATIENCE_MS = 120_000;

/** `npm start` on an empty data folder and again; the demo's segments, as a client of the API gets them. */
export async function benchPlatform(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  await chmod(folder, 0o755);
  try {
    const first = await start(folder);
    const recognized = await finished(first.product, 1);
    const demoS = (performance.now() - first.startedAt) / 1000;
    const reencodedMs = await recognitionMs(first.product);
    const rescoredMs = await recognizeAgain(first.product);
    await stop(first.product);
    const second = await start(folder);
    await stop(second.product);
    return [
      { name: 'start: empty data folder to usable page', value: first.seconds, unit: 's', ...ceiling(START_TARGET_S) },
      { name: 'start: second time', value: second.seconds, unit: 's', ...ceiling(START_TARGET_S) },
      { name: 'start: empty data folder to recognised demo', value: demoS, unit: 's' },
      ...(await demoFigures(recognized)),
      { name: 'demo again, embeddings cached: time over the first', value: rescoredMs / reencodedMs, unit: '×' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ceiling = (target: number) => ({ target, isCeiling: true });

async function start(folder: string) {
  const startedAt = performance.now();
  const product = startProduct({ ACTIONARY_DATA: path.join(folder, 'data') });
  await product.works();
  const page = await fetch(product.url());
  if (!page.ok) throw new Error(`the first page answers ${page.status}`);
  await page.text();
  return { product, startedAt, seconds: (performance.now() - startedAt) / 1000 };
}

async function stop({ child, ended }: Product): Promise<void> {
  child.kill('SIGINT');
  await ended;
}

interface RecognizedVideo {
  readonly name: string;
  readonly durationMs: number;
  readonly currentRecognitions: readonly {
    readonly segments: readonly { startMs: number; endMs: number; concept: { externalId: string } | null }[];
  }[];
}

/** Waits until as many recognitions have succeeded. @returns the videos with what is current */
async function finished(product: Product, count: number): Promise<readonly RecognizedVideo[]> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const { recognitions } = await ask<{ recognitions: { nodes: object[] } }>(
      product,
      '{ recognitions(state: succeeded) { nodes { id } } }',
    );
    if (recognitions.nodes.length >= count) {
      const { videos } = await ask<{ videos: { nodes: RecognizedVideo[] } }>(
        product,
        '{ videos { nodes { name durationMs currentRecognitions { segments { startMs endMs concept { externalId } } } } } }',
      );
      return videos.nodes;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${count} recognitions after ${PATIENCE_MS / 1000} s`);
}

interface Run {
  readonly recipe: { readonly id: string };
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** From the start of the latest recognition to its end. */
async function recognitionMs(product: Product): Promise<number> {
  const { recognitions } = await latest(product);
  const [{ startedAt, finishedAt }] = recognitions.nodes;
  return Date.parse(finishedAt) - Date.parse(startedAt);
}

function latest(product: Product) {
  const query =
    '{ recognitions(first: 1) { nodes { recipe { id } startedAt finishedAt } } videoLibraries { nodes { id } } }';
  return ask<{ recognitions: { nodes: [Run] }; videoLibraries: { nodes: { id: string }[] } }>(product, query);
}

/** The same videos once more: nothing is decoded or encoded. */
async function recognizeAgain(product: Product): Promise<number> {
  const { recognitions, videoLibraries } = await latest(product);
  const input = { recipeId: recognitions.nodes[0].recipe.id, libraryIds: videoLibraries.nodes.map(({ id }) => id) };
  const mutation =
    'mutation ($input: StartRecognitionInput!) { startRecognition(input: $input) { recognition { id } } }';
  await ask(product, mutation, { input });
  await finished(product, 2);
  return recognitionMs(product);
}

async function demoFigures(videos: readonly RecognizedVideo[]): Promise<Figure[]> {
  const counts: OverlapCounts[] = [];
  let [right, all] = [0, 0];
  for (const station of DEMO_STATIONS) {
    const { durationMs, currentRecognitions } = videos.find(({ name }) => name === `${station}.mp4`)!;
    const segments = currentRecognitions[0].segments.map(({ startMs, endMs, concept }) => {
      return { startMs, endMs, label: concept?.externalId ?? null };
    });
    const { found, wanted } = await demoLabels(station, segments, durationMs);
    counts.push(overlapCounts(found, wanted, 0.5, [null]));
    right += frameAccuracy(found, wanted) * wanted.length;
    all += wanted.length;
  }
  return [
    { name: 'demo through the API: F1@50', value: overlapF1(counts), unit: '%' },
    { name: 'demo through the API: frame accuracy', value: (100 * right) / all, unit: '%' },
  ];
}
