import { createHash } from 'node:crypto';
import { encoderIdentity } from '@actionary/inference';
import { displayLabel, fpsOf, samplingOf } from '@actionary/inference/domain';
import { pinRecipe, registerEncoder } from '@actionary/database';
import type { Database, Recipe, RecipeContent, Upserted } from '@actionary/database';
import { z } from 'zod';
import type { CreateRecipeInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { CatalogueEncoder } from '../../shared/encoders/encoder-catalogue.ts';
import { installedEncoder } from '../../shared/encoders/installed-encoder.ts';
import type { UsableEncoder } from '../../shared/encoders/installed-encoder.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { isReadable, promptsOf } from '../../shared/encoders/prompt-texts.ts';
import { cleanName, inputKey, optionalId, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { decodeOf, windowOf } from './recipe-options.ts';

const DEFAULT_FPS = 2;
const MAX_FPS = 60;
/** Concepts that a refusal names. */
const MAX_NAMES = 5;

/** Pins a configuration; see the contract for what is refused. */
export function createRecipe(context: Context, input: CreateRecipeInput): Promise<Result<Upserted<Recipe>>> {
  const { db, loaders } = context;
  return settle(async () => {
    const { vocabularyVersionId, promptSetVersionId } = await pinnedVersions(input, loaders);
    const window = checked('window', () => windowOf(input.window));
    if (window.stepCount > window.frameCount)
      refuse('INVALID', 'window.stepCount', 'must be 1 … frameCount', {
        reason: 'outOfRange',
        least: 1,
        most: window.frameCount,
      });
    const decode = checked('decode', () => decodeOf(input.decode));
    const sampling = samplingOf(checkedFps(input.fps ?? DEFAULT_FPS));
    const { entry, digest } = await register(context.db, input.encoderId);
    await checkReadable(context, entry.id, { vocabularyVersionId, promptSetVersionId });
    const adapterId = input.adapterId ? inputKey('Adapter', input.adapterId, 'adapterId') : null;
    const calibrationId = input.calibrationId ? inputKey('Calibration', input.calibrationId, 'calibrationId') : null;
    const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest: digest, sampling, window, decode };
    const learned = {
      ...(adapterId === null ? {} : { adapterId }),
      ...(calibrationId === null ? {} : { calibrationId }),
    };
    const content = { ...pinned, ...learned };
    return pinRecipe(db, {
      ...content,
      externalId: optionalId(input.externalId) ?? `recipe-${shortHash(content)}`,
      name: input.name ? cleanName(input.name, 'name') : await describe(content, entry.title, loaders),
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
  return fps > 0 && fps <= MAX_FPS
    ? fps
    : refuse('INVALID', 'fps', `must be more than 0 and at most ${MAX_FPS}`, { reason: 'notPositive', most: MAX_FPS });
}

/** Makes an installed encoder known to the database. @param id global */
async function register(db: Database, id: string): Promise<UsableEncoder> {
  const encoder = await installedEncoder(id);
  const { image, languages } = encoder.entry;
  await registerEncoder(db, encoderIdentity(encoder.entry), {
    framesPerEmbedding: image.framesPerEmbedding,
    languages,
  });
  return encoder;
}

/** Refuses words that would fail every video. */
async function checkReadable(
  { loaders, encoders }: Context,
  catalogueId: string,
  { vocabularyVersionId, promptSetVersionId }: Pick<RecipeContent, 'vocabularyVersionId' | 'promptSetVersionId'>,
): Promise<void> {
  const concepts = await loaders.conceptsOfVersion.load(vocabularyVersionId);
  const texts = (await loaders.promptSetVersion.load(promptSetVersionId))!;
  const active = concepts.filter(({ status }) => status === 'active');
  const unreadable = await encoders.use(catalogueId, async ({ text }) =>
    active.filter((concept) => !isReadable(text, promptsOf(concept, texts))),
  );
  if (unreadable.length === 0) return;
  const names = unreadable.slice(0, MAX_NAMES).map((concept) => `"${displayLabel(concept, texts.language)}"`);
  const more = unreadable.length > MAX_NAMES ? ` and ${unreadable.length - MAX_NAMES} more` : '';
  const remedy = `give them labels in ${texts.language} that are words and not too long, or retire them`;
  refuse('INVALID', 'vocabularyVersionId', `no prompt can be made for ${names.join(', ')}${more}: ${remedy}`, {
    reason: 'unreadableConcepts',
    count: unreadable.length,
    concepts: names.join(' '),
    language: texts.language,
  });
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
