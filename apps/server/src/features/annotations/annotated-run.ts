import {
  conceptsOfVersions,
  getRecipes,
  getRecognitions,
  getRecognitionVideos,
  getVideos,
  getVocabularyVersions,
  segmentsOf,
} from '@actionary/database';
import type { Database } from '@actionary/database';
import type { AnnotatedVideo, Annotation } from '@actionary/inference';
import { latestSaid } from '@actionary/inference/domain';
import { labelIn } from '../../shared/concepts/concept-content.ts';
import { reviewsOfVideo } from './reviews-of-video.ts';

export const TRACKS = ['recognition', 'review'] as const;
export type TrackName = (typeof TRACKS)[number];

/**
 * What was recognised in a video, and what people have said about it, in the words of the recognition's version. What is
 * unknown, none of the concepts, or not in that version is left out.
 *
 * @returns `null` where there is no such run
 */
export async function annotatedRun(
  db: Database,
  runId: string,
  { tracks, language }: { readonly tracks: readonly TrackName[]; readonly language: string },
): Promise<AnnotatedVideo | null> {
  const [run] = await getRecognitionVideos(db, [runId]);
  if (!run) return null;
  const [[video], [recognition]] = await Promise.all([
    getVideos(db, [run.videoId]),
    getRecognitions(db, [run.recognitionId]),
  ]);
  const [recipe] = await getRecipes(db, [recognition!.recipeId]);
  const [version] = await getVocabularyVersions(db, [recipe!.vocabularyVersionId]);
  const [concepts] = await conceptsOfVersions(db, [version!.id]);
  const labels = new Map(concepts.map((concept) => [concept.conceptId, labelIn(concept, language)]));
  const named = (spans: readonly Unnamed[]) =>
    spans.flatMap(({ startMs, endMs, conceptId }): Annotation[] => {
      const label = conceptId === null ? undefined : labels.get(conceptId);
      return label ? [{ startMs, endMs, label }] : [];
    });
  const read = async (track: TrackName) => {
    if (track === 'recognition') return named((await segmentsOf(db, [runId]))[0]!);
    return named(video!.contentSha256 ? await saidOf(db, video!.contentSha256, version!.vocabularyId) : []);
  };
  return {
    name: video!.path.split('/').at(-1)!,
    durationMs: video!.durationMs ?? 0,
    tracks: await Promise.all(tracks.map(async (name) => ({ name, spans: await read(name) }))),
  };
}

interface Unnamed {
  readonly startMs: number;
  readonly endMs: number;
  readonly conceptId: string | null;
}

/** Of spans that overlap, what was said last. */
async function saidOf(db: Database, contentSha256: string, vocabularyId: string): Promise<Unnamed[]> {
  const said = await reviewsOfVideo(db, contentSha256, vocabularyId);
  const spans = latestSaid(said.map(({ startMs, endMs, conceptId }) => ({ startMs, endMs, label: conceptId })));
  return spans.map(({ label, ...span }) => ({ ...span, conceptId: label }));
}
