import { measuredEmbeddings, measuredScoring, totalsOfSelection } from '@actionary/database';
import type { SelectionTotals } from '@actionary/database';
import { fpsOf, samplingOf } from '@actionary/inference/domain';
import type { EstimateRecognitionInput, RecognitionEstimate } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { installedEncoder } from '../../shared/encoders/installed-encoder.ts';
import { inputRecipe } from '../../shared/graphql/named-recipe.ts';
import { done, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { chosenVideos } from '../../shared/videos/chosen-videos.ts';
import { throughput } from './throughput.ts';

/** What a frame takes in the database beside its embedding: the time. */
const TIME_BYTES = 4;
const HALF_BYTES = 2;
const MAX_FPS = 60;

/** What a recognition would have to do. */
export function estimateRecognition(
  context: Context,
  input: EstimateRecognitionInput,
): Promise<Result<RecognitionEstimate>> {
  return settle(async () => {
    const { db } = context;
    const { encoderDigest, sampling, dims } = await embeddingsOf(context, input);
    const rate = fpsOf(sampling);
    const fps = rate === 'native' ? null : rate;
    const totals = await totalsOfSelection(db, chosenVideos(input), { encoderDigest, sampling, fps });
    const [embedding, scoring] = await Promise.all([
      measuredEmbeddings(db, encoderDigest),
      measuredScoring(db, encoderDigest),
    ]);
    const { videoCount, unprobedCount, durationMs, embeddedCount, embeddedDurationMs, newFrameCount } = totals;
    return done({
      __typename: 'RecognitionEstimate',
      videoCount,
      unprobedCount,
      durationMs,
      embeddedCount,
      embeddedDurationMs,
      expectedMs: expectedMs(totals, { embedding: throughput(embedding), scoring: throughput(scoring) }),
      storageBytes: newFrameCount * (HALF_BYTES * dims + TIME_BYTES),
    });
  });
}

/** Which embeddings a recipe, or one that is yet to be made, needs. */
async function embeddingsOf(context: Context, { encoderId, fps, ...name }: EstimateRecognitionInput) {
  if (name.recipeId || name.recipeExternalId) {
    const { encoderDigest, sampling } = await inputRecipe(context, name);
    return { encoderDigest, sampling, dims: (await context.loaders.encoder.load(encoderDigest))!.dims };
  }
  if (!encoderId) return refuse('INVALID', 'recipeId', 'name a recipe, or an encoder');
  if (!fps || fps < 0 || fps > MAX_FPS) return refuse('INVALID', 'fps', `must be more than 0 and at most ${MAX_FPS}`);
  const { digest, entry } = await installedEncoder(encoderId);
  return { encoderDigest: digest, sampling: samplingOf(fps), dims: entry.dims };
}

/** Frames per second; `null` where they were not measured. */
interface Rates {
  readonly embedding: number | null;
  readonly scoring: number | null;
}

/** Frames are embedded once, and compared with the words each time. */
export function expectedMs(
  { newFrameCount, embeddedFrameCount }: Pick<SelectionTotals, 'newFrameCount' | 'embeddedFrameCount'>,
  { embedding, scoring }: Rates,
): number | null {
  const embeddingMs = timeOf(newFrameCount, embedding);
  const scoringMs = timeOf(newFrameCount + embeddedFrameCount, scoring);
  return embeddingMs === null || scoringMs === null ? null : Math.round(embeddingMs + scoringMs);
}

function timeOf(frameCount: number, perSecond: number | null): number | null {
  if (frameCount === 0) return 0;
  return perSecond === null ? null : (1000 * frameCount) / perSecond;
}
