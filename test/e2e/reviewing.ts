import type { Page } from 'playwright-core';
import type { ReviewTrack } from '../../apps/admin/generated/graphql.ts';
import { REVIEW_HEIGHT, rowsOf } from '../../apps/admin/src/features/videos/components/timeline-rows.ts';
import { PATIENCE_MS } from './main-job.ts';
import type { Words } from './words.ts';

/** Opens one of the demo's videos. @returns its id */
export async function openDemoVideo(page: Page, words: Words, url: string, name: string): Promise<string> {
  const { videos } = await ask<{ videos: { nodes: { id: string; name: string }[] } }>(
    url,
    '{ videos { nodes { id name } } }',
  );
  const { id } = videos.nodes.find((video) => video.name === name)!;
  await page.goto(`/videos/${id}`);
  await panel(page, words).waitFor({ timeout: PATIENCE_MS });
  // Before the player knows how long the video is, it cannot step.
  await page.waitForFunction(`document.querySelector('video').readyState > 0`);
  return id;
}

export const panel = (page: Page, words: Words) =>
  page.getByRole('region', { name: words('videos.review.label'), exact: true });

/** Drags from one time to another in the lane of the work's reviews, of a timeline that shows the whole video. */
export async function dragInLane(
  page: Page,
  words: Words,
  { fromMs, toMs, durationMs }: { fromMs: number; toMs: number; durationMs: number },
): Promise<void> {
  const timeline = page.getByRole('application', { name: words('videos.timeline.label') });
  await timeline.scrollIntoViewIfNeeded();
  const box = (await timeline.boundingBox())!;
  const y = box.y + rowsOf([], false, 1).laneYs[0]! + REVIEW_HEIGHT / 2;
  const xOf = (ms: number) => box.x + (ms / durationMs) * box.width;
  await page.mouse.move(xOf(fromMs), y);
  await page.mouse.down();
  await page.mouse.move(xOf(toMs), y, { steps: 4 });
  await page.mouse.up();
}

/** Rows of the table of segments that bear the sign of a verdict: their numbers. */
export async function signed(page: Page, words: Words, verdict: string): Promise<number[]> {
  const sign = page.getByRole('img', { name: new RegExp(`^${words(`videos.review.verdict.${verdict}`)}: `) });
  const rows = await page.getByRole('row').filter({ has: sign }).all();
  return Promise.all(rows.map(async (row) => Number(await row.getByRole('gridcell').first().innerText())));
}

/** What a video's reviews, or instants, of a track say: `verdict concept start–end`, in order of time. */
export async function reviewsOf(
  url: string,
  videoId: string,
  kind: 'reviews' | 'instants' = 'reviews',
  track: ReviewTrack = 'work',
): Promise<string[]> {
  interface Video {
    currentRecognitions: { recognition: { recipe: { vocabularyVersion: { vocabulary: { id: string } } } } }[];
  }
  const { node } = await ask<{ node: Video }>(
    url,
    `query ($id: ID!) { node(id: $id) { ... on Video {
      currentRecognitions { recognition { recipe { vocabularyVersion { vocabulary { id } } } } }
    } } }`,
    { id: videoId },
  );
  const vocabularyId = node.currentRecognitions[0]!.recognition.recipe.vocabularyVersion.vocabulary.id;
  interface Found {
    node: {
      reviews: { nodes: { startMs: number; endMs: number; verdict: string; concept: { externalId: string } | null }[] };
    };
  }
  const found = await ask<Found>(
    url,
    `query ($id: ID!, $vocabularyId: ID!, $track: ReviewTrack!) { node(id: $id) { ... on Video {
      reviews: ${kind}(vocabularyId: $vocabularyId, track: $track) {
        nodes { startMs endMs verdict concept { externalId } }
      }
    } } }`,
    { id: videoId, vocabularyId, track },
  );
  return found.node.reviews.nodes.map(
    ({ startMs, endMs, verdict, concept }) => `${verdict} ${concept?.externalId ?? '–'} ${startMs}–${endMs}`,
  );
}

interface RecognizedVideo {
  readonly durationMs: number;
  readonly segments: readonly { readonly startMs: number; readonly endMs: number; readonly label: string | null }[];
}

/** What was recognised in a video; null: unknown. */
export async function recognizedIn(url: string, videoId: string): Promise<RecognizedVideo> {
  interface Segments {
    segments: { startMs: number; endMs: number; content: { label: string } | null }[];
  }
  const { node } = await ask<{ node: { durationMs: number; currentRecognitions: Segments[] } }>(
    url,
    `query ($id: ID!) { node(id: $id) { ... on Video {
      durationMs currentRecognitions { segments { startMs endMs content { label } } }
    } } }`,
    { id: videoId },
  );
  const { segments } = node.currentRecognitions[0]!;
  const told = segments.map(({ startMs, endMs, content }) => ({ startMs, endMs, label: content?.label ?? null }));
  return { durationMs: node.durationMs, segments: told };
}

/** Waits until so many reviews have been saved. */
export function untilSaved(url: string, videoId: string, count: number): Promise<string[]> {
  return until(
    () => reviewsOf(url, videoId),
    (reviews) => reviews.length === count,
  );
}

/** Waits until a review has been saved. */
export function untilSaid(url: string, videoId: string, review: string): Promise<string[]> {
  return until(
    () => reviewsOf(url, videoId),
    (reviews) => reviews.includes(review),
  );
}

/** Reads until it is so. */
export async function until(
  read: () => Promise<string[]>,
  isSo: (reviews: readonly string[]) => boolean,
): Promise<string[]> {
  for (;;) {
    const reviews = await read();
    if (isSo(reviews)) return reviews;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ask<T>(url: string, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: T }).data;
}
