import {
  conceptsOfVersions,
  getRecipes,
  getRecognitions,
  getRecognitionVideos,
  getVideos,
  getVocabularyVersions,
  segmentsOf,
} from '@actionary/database';
import type { Database, ReviewTrack } from '@actionary/database';
import type { AnnotatedVideo, Annotation, AnnotationTrack } from '@actionary/inference';
import { latestSaid } from '@actionary/inference/domain';
import { labelIn } from '../../shared/concepts/concept-content.ts';
import { spansOfVideo } from './spans-of-video.ts';

/** What was recognised, and what people have said about the work, each hand and the machine. */
export const TRACKS = ['recognition', 'review', 'leftHand', 'rightHand', 'machine'] as const;
export type TrackName = (typeof TRACKS)[number];

/** Of several tracks these are given even where they are empty. */
const ALWAYS: ReadonlySet<string> = new Set<TrackName>(['recognition', 'review']);

/**
 * What was recognised in a video, and what people have said about it, in the words of the recognition's version. What is
 * unknown, none of the concepts, or not in that version is left out; so are instants, which no span can tell, and of several
 * tracks hands and machines that nothing was said about.
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
  const spansOf = async (name: TrackName) => {
    if (name === 'recognition') return named((await segmentsOf(db, [runId]))[0]!);
    const { contentSha256 } = video!;
    const scope = { vocabularyId: version!.vocabularyId, track: name === 'review' ? 'work' : name } as const;
    return named(contentSha256 ? await saidOf(db, contentSha256, scope) : []);
  };
  const read: AnnotationTrack[] = await Promise.all(tracks.map(async (name) => ({ name, spans: await spansOf(name) })));
  return {
    name: video!.path.split('/').at(-1)!,
    durationMs: video!.durationMs ?? 0,
    tracks: read.filter(({ name, spans }) => tracks.length === 1 || ALWAYS.has(name) || spans.length > 0),
  };
}

interface Unnamed {
  readonly startMs: number;
  readonly endMs: number;
  readonly conceptId: string | null;
}

/** Of spans that overlap, what was said last. */
async function saidOf(
  db: Database,
  contentSha256: string,
  scope: { readonly vocabularyId: string; readonly track: ReviewTrack },
): Promise<Unnamed[]> {
  const said = await spansOfVideo(db, contentSha256, scope);
  const spans = latestSaid(said.map(({ startMs, endMs, conceptId }) => ({ startMs, endMs, label: conceptId })));
  return spans.map(({ label, ...span }) => ({ ...span, conceptId: label }));
}
