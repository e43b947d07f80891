import { conceptsOfVersions, createReviews, getVideos } from '@actionary/database';
import type { Review, ReviewTrack, VersionConcept, Video, VocabularyVersion } from '@actionary/database';
import { AnnotationError, readAnnotationFile } from '@actionary/inference';
import type { AnnotationFile } from '@actionary/inference';
import type { AnnotationsInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { contentsOfReview } from '../../shared/concepts/version-concepts.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { done, inputKey, refuse, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { uploadBytes } from '../../shared/graphql/upload-bytes.ts';
import { suggestForReviews } from '../../shared/queue/queue-suggestions.ts';
import { isNamed, likelyTrack, tracksOf } from './choose-track.ts';
import type { FileTrack } from './choose-track.ts';
import { planImport } from './plan-import.ts';
import type { ImportPlan } from './plan-import.ts';
import { spansOfVideo } from './spans-of-video.ts';

const MAX_ANNOTATIONS = 5000;
const MAX_MEANINGS = 1000;

type Reading = Pick<Context, 'db' | 'loaders'>;
type Caller = Pick<Context, 'db' | 'loaders' | 'queue' | 'log' | 'person'>;
/** A video that has been probed. */
type ProbedVideo = Video & { readonly contentSha256: string };

/** What a file says about a video, and what importing it comes to. */
export interface PlannedImport {
  readonly format: AnnotationFile['format'];
  readonly tracks: readonly FileTrack[];
  readonly track: FileTrack;
  readonly isOfVideo: boolean;
  readonly version: VocabularyVersion;
  readonly video: ProbedVideo;
  /** That the reviews come to. */
  readonly into: ReviewTrack;
  readonly plan: ImportPlan;
}

/** What an import has done. */
export interface DoneImport {
  readonly imported: PlannedImport;
  readonly reviews: readonly Review[];
}

export function previewImport(context: Reading, input: AnnotationsInput): Promise<Result<PlannedImport>> {
  return settle(async () => done(await readImport(context, input)));
}

/** Makes reviews of what a file says; see the contract. */
export async function importAnnotations(context: Caller, input: AnnotationsInput): Promise<Result<DoneImport>> {
  const result = await settle(async () => {
    const imported = await readImport(context, input);
    return done({ imported, reviews: await record(context, imported) });
  });
  await suggestForReviews(context, result.value?.reviews.map(({ id }) => id) ?? []);
  return result;
}

async function record({ db, person }: Caller, { plan, version, video, into }: PlannedImport): Promise<Review[]> {
  const { vocabularyId } = version;
  const { contentSha256 } = video;
  const reviews = [
    ...plan.kept.map(({ startMs, endMs, conceptId, verdict }) => ({ startMs, endMs, conceptId, verdict })),
    ...plan.added.map(({ startMs, endMs, conceptId }) => ({ startMs, endMs, conceptId, verdict: 'draw' as const })),
  ].toSorted((one, other) => one.startMs - other.startMs);
  if (reviews.length === 0) return [];
  const replacesIds = plan.withdrawn.map(({ id }) => id);
  const rows = reviews.map((review) => ({ ...review, contentSha256, vocabularyId, track: into }));
  const outcome = await createReviews(db, rows, { person, replacesIds });
  // Withdrawn by somebody else since they were read.
  if (!outcome.ok && outcome.problem.field?.startsWith('replacesIds.'))
    refuse('STALE', null, 'somebody has reviewed the video meanwhile: import again');
  return unwrap(outcome);
}

async function readImport(context: Reading, input: AnnotationsInput): Promise<PlannedImport> {
  const [video, version] = await Promise.all([findVideo(context, input), findVersion(context, input)]);
  const [concepts] = await conceptsOfVersions(context.db, [version.id]);
  const file = readUpload(input);
  const tracks = tracksOf(file);
  const track = chosenTrack(tracks, video, input);
  if (track.spans.length > MAX_ANNOTATIONS) {
    const count = `${track.spans.length} annotations in "${track.name}"`;
    refuse('INVALID', 'content', `${input.fileName}: ${count}; at most ${MAX_ANNOTATIONS}: split the file`, {
      reason: 'fileTooLong',
      most: MAX_ANNOTATIONS,
    });
  }
  const into = input.into ?? 'work';
  const scope = { vocabularyId: version.vocabularyId, track: into };
  const said = await spansOfVideo(context.db, video.contentSha256, scope);
  const plan = planImport(track.spans, {
    concepts,
    meanings: meaningsOf(input, concepts),
    durationMs: video.durationMs,
    reviews: await Promise.all(said.map((review) => asItCounts(review, context.loaders))),
    replaces: input.replaces ?? false,
    minMs: frameOf(video),
  });
  const isOfVideo = isNamed(track, video.path);
  return { format: file.format, tracks, track, isOfVideo, version, video, into, plan };
}

async function findVideo({ db }: Reading, { videoId }: AnnotationsInput): Promise<ProbedVideo> {
  const [video] = await getVideos(db, [inputKey('Video', videoId, 'videoId')]);
  if (!video?.contentSha256)
    return refuse('NOT_FOUND', 'videoId', 'there is no such video, or it has not been probed yet');
  return { ...video, contentSha256: video.contentSha256 };
}

async function findVersion({ loaders }: Reading, { vocabularyId }: AnnotationsInput): Promise<VocabularyVersion> {
  const key = inputKey('Vocabulary', vocabularyId, 'vocabularyId');
  if (!(await loaders.vocabulary.load(key))) refuse('NOT_FOUND', 'vocabularyId', 'there is no such vocabulary');
  const version = await loaders.latestVersion.load(key);
  return (
    version ?? refuse('INVALID', 'vocabularyId', 'nothing of it is published: publish it first', 'nothingPublished')
  );
}

function readUpload(input: AnnotationsInput): AnnotationFile {
  const bytes = uploadBytes(input);
  try {
    return readAnnotationFile(bytes, input.fileName);
  } catch (error) {
    if (!(error instanceof AnnotationError)) throw error;
    return refuse('INVALID', 'content', `${input.fileName}: ${error.message}`, error.reason);
  }
}

function chosenTrack(tracks: readonly FileTrack[], { path }: Video, input: AnnotationsInput): FileTrack {
  const { fileName, track, into } = input;
  if (typeof track === 'number')
    return tracks[track] ?? refuse('NOT_FOUND', 'track', `the file has ${tracks.length} tracks`);
  return (
    likelyTrack(tracks, path, into ?? 'work') ??
    refuse('INVALID', 'content', `${fileName}: there are no annotations in it`, 'noAnnotations')
  );
}

function meaningsOf({ meanings }: AnnotationsInput, concepts: readonly VersionConcept[]) {
  if (meanings && meanings.length > MAX_MEANINGS)
    refuse('INVALID', 'meanings', `at most ${MAX_MEANINGS}`, { reason: 'tooMany', most: MAX_MEANINGS });
  const active = new Map(concepts.filter(({ status }) => status === 'active').map((one) => [one.conceptId, one]));
  return new Map(
    meanings?.map(({ label, conceptId }, index) => {
      if (!conceptId) return [label.trim(), null];
      const field = `meanings.${index}.conceptId`;
      const concept = active.get(inputKey('Concept', conceptId, field));
      return [label.trim(), concept ?? refuse('NOT_FOUND', field, 'there is no such active concept in the vocabulary')];
    }),
  );
}

/** Under the concept that it counts as, where that is one: several wait for a decision. */
async function asItCounts(review: Review, loaders: Loaders): Promise<Review> {
  const contents = await contentsOfReview(review, loaders);
  return contents.length === 1 ? { ...review, conceptId: contents[0]!.conceptId } : review;
}

function frameOf({ fpsNumerator, fpsDenominator }: Video): number {
  return fpsNumerator && fpsDenominator ? Math.floor((1000 * fpsDenominator) / fpsNumerator) : 1;
}
