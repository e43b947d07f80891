import { createHash } from 'node:crypto';
import { encoderIdentity } from '@actionary/inference';
import { fpsOf, samplingOf } from '@actionary/inference/domain';
import { registerEncoder, saveRecipe } from '@actionary/database';
import type { Recipe, RecipeContent } from '@actionary/database';
import { z } from 'zod';
import type { CreateRecipeInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { CatalogueEncoder } from '../../shared/encoder-catalogue.ts';
import { installedEncoder } from '../../shared/installed-encoder.ts';
import type { Loaders } from '../../shared/loaders.ts';
import { cleanName, inputKey, optionalId, refuse, settle } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { decodeOf, windowOf } from './recipe-options.ts';

const DEFAULT_FPS = 2;
const MAX_FPS = 60;

/** Pins a configuration; see the contract for what is refused. */
export function createRecipe({ db, loaders }: Context, input: CreateRecipeInput): Promise<Result<Recipe>> {
  return settle(async () => {
    const { vocabularyVersionId, promptSetVersionId } = await pinnedVersions(input, loaders);
    const window = checked('window', () => windowOf(input.window));
    if (window.stepCount > window.frameCount) refuse('INVALID', 'window.stepCount', 'must be 1 … frameCount');
    const decode = checked('decode', () => decodeOf(input.decode));
    const sampling = samplingOf(checkedFps(input.fps ?? DEFAULT_FPS));
    const { digest, title } = await register({ db }, input.encoderId);
    const content = { vocabularyVersionId, promptSetVersionId, encoderDigest: digest, sampling, window, decode };
    return saveRecipe(db, {
      ...content,
      externalId: optionalId(input.externalId) ?? `recipe-${shortHash(content)}`,
      name: input.name ? cleanName(input.name, 'name') : await describe(content, title, loaders),
      succeedsId: input.succeedsId ? inputKey('Recipe', input.succeedsId, 'succeedsId') : null,
    });
  });
}

async function pinnedVersions(input: CreateRecipeInput, loaders: Loaders) {
  const vocabularyVersionId = inputKey('VocabularyVersion', input.vocabularyVersionId, 'vocabularyVersionId');
  const promptSetVersionId = inputKey('PromptSetVersion', input.promptSetVersionId, 'promptSetVersionId');
  const [vocabularyVersion, promptSetVersion] = await Promise.all([
    loaders.vocabularyVersion.load(vocabularyVersionId),
    loaders.promptSetVersion.load(promptSetVersionId),
  ]);
  if (!vocabularyVersion) refuse('NOT_FOUND', 'vocabularyVersionId', 'there is no such version');
  if (!promptSetVersion) refuse('NOT_FOUND', 'promptSetVersionId', 'there is no such version');
  return { vocabularyVersionId, promptSetVersionId };
}

function checked<T>(field: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    return refuse('INVALID', [field, ...issue.path].join('.'), issue.message);
  }
}

function checkedFps(fps: number): number {
  return fps > 0 && fps <= MAX_FPS ? fps : refuse('INVALID', 'fps', `must be more than 0 and at most ${MAX_FPS}`);
}

/** Makes an installed encoder known to the database. @param id global */
async function register({ db }: Pick<Context, 'db'>, id: string): Promise<{ digest: string; title: string }> {
  const { entry, digest } = await installedEncoder(id);
  const { framesPerEmbedding } = entry.image;
  await registerEncoder(db, encoderIdentity(entry), { framesPerEmbedding, languages: entry.languages });
  return { digest, title: entry.title };
}

function shortHash(content: RecipeContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}

async function describe(
  { vocabularyVersionId, sampling }: RecipeContent & { readonly sampling: string },
  encoderTitle: string,
  loaders: Loaders,
): Promise<string> {
  const version = await loaders.vocabularyVersion.load(vocabularyVersionId);
  const vocabulary = await loaders.vocabulary.load(version!.vocabularyId);
  return `${vocabulary!.name} v${version!.number} · ${encoderTitle} · ${fpsOf(sampling)} fps`;
}

/** The encoder a recipe pins, as the catalogue describes it. */
export async function encoderOfRecipe(digest: string, loaders: Loaders): Promise<CatalogueEncoder> {
  const { catalogueId } = (await loaders.encoder.load(digest))!;
  const encoder = await loaders.catalogueEncoder.load(catalogueId);
  if (!encoder) throw new Error(`the encoder ${catalogueId} is no longer known; import it again`);
  return { ...encoder, digest };
}
