import type { DecodeOptions, WindowOptions } from '@actionary/inference/domain';
import type { Prisma, Recipe } from '../generated/client.ts';
import { getAdapters } from './adapters.ts';
import { alignRows } from './batch.ts';
import { getCalibrations } from './calibrations.ts';
import { contentHash } from './content-hash.ts';
import type { Database } from './database.ts';
import { newId } from './id.ts';
import { attempt, refuse, requireName } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { recipeDifferences } from './recipe-differences.ts';
import type { Upserted } from './upserted.ts';

/** Everything that a recognition depends on, apart from the videos. */
export interface RecipeContent {
  /** Published. */
  readonly vocabularyVersionId: string;
  readonly promptSetVersionId: string;
  readonly encoderDigest: string;
  /** How frames are picked: `fps=2` (default), `native`. */
  readonly sampling?: string;
  readonly window?: WindowOptions;
  readonly decode?: DecodeOptions;
  /** What the embeddings go through before they are compared. Default: nothing. */
  readonly adapterId?: string | null;
  /** What takes the place of the temperature and the thresholds. Default: nothing. */
  readonly calibrationId?: string | null;
}

export interface RecipeInput extends RecipeContent {
  /** What other systems know it by. */
  readonly externalId: string;
  readonly name: string;
  /** Recipe that this one takes the place of: its results become current in place of that one's. Default: none. */
  readonly succeedsId?: string | null;
}

/** {@link pinRecipe}, where it does not matter whether it was there. */
export async function saveRecipe(db: Database, input: RecipeInput): Promise<Outcome<Recipe>> {
  const outcome = await pinRecipe(db, input);
  return outcome.ok ? { ok: true, value: outcome.value.value } : outcome;
}

/**
 * Saves a recipe. The same external id with the same content is the recipe that is there already, whatever name is given.
 * Problems: CONFLICT (same id, other content: the message says which), NOT_FOUND, INVALID (the vocabulary's version is a draft; the adapter was
 * refused or is of another encoder; the calibration is of another encoder, vocabulary or adapter).
 */
export function pinRecipe(
  db: Database,
  { succeedsId, externalId, name, ...input }: RecipeInput,
): Promise<Outcome<Upserted<Recipe>>> {
  return attempt(async () => {
    if (externalId.trim() === '') refuse('INVALID', 'externalId', 'an id is needed', 'required');
    requireName(name);
    const { adapterId = null, calibrationId = null, ...rest } = input;
    const content = { sampling: 'fps=2', window: {}, decode: {}, ...rest };
    // Without an adapter or a calibration as it was before there were any: keys that are undefined do not count.
    const learned = { adapterId: adapterId ?? undefined, calibrationId: calibrationId ?? undefined };
    const wanted = {
      contentHash: contentHash({ ...content, ...learned }),
      adapterId,
      calibrationId,
      ...asJson(content),
    };
    const known = await findSame(db, externalId, wanted);
    if (known) return { value: known, outcome: 'unchanged' };
    await refuseDraft(db, content.vocabularyVersionId);
    if (adapterId !== null) await refuseAdapter(db, adapterId, content.encoderDigest);
    if (calibrationId !== null) await refuseCalibration(db, calibrationId, { ...content, adapterId });
    const id = newId();
    const lineageId = succeedsId ? await lineageOf(db, succeedsId) : id;
    const data = { id, lineageId, externalId, name, ...wanted };
    const { count } = await db.prisma.recipe.createMany({ data, skipDuplicates: true });
    // Another process may have been first.
    const value = await findSame(db, externalId, wanted);
    if (!value) return refuse('CONFLICT', 'externalId', 'it has been deleted meanwhile');
    return { value, outcome: count === 1 ? 'created' : 'unchanged' };
  });
}

/** JSON columns take no interfaces and no ArrayLike. */
function asJson({ window, decode, ...rest }: Required<Omit<RecipeContent, 'adapterId' | 'calibrationId'>>) {
  const copy = (options: WindowOptions | DecodeOptions) =>
    JSON.parse(JSON.stringify(options)) as Prisma.InputJsonObject;
  return { ...rest, window: copy(window), decode: copy(decode) };
}

type WantedRecipe = ReturnType<typeof asJson> & Pick<Recipe, 'contentHash' | 'adapterId' | 'calibrationId'>;

async function findSame(db: Database, externalId: string, wanted: WantedRecipe): Promise<Recipe | null> {
  const recipe = await db.prisma.recipe.findUnique({ where: { externalId } });
  if (recipe && recipe.contentHash !== wanted.contentHash) {
    const what = recipeDifferences(recipe, wanted).join('; ');
    if (what !== '')
      refuse(
        'CONFLICT',
        'externalId',
        `"${externalId}" stands for another recipe already (${what}): choose another id`,
      );
  }
  return recipe;
}

async function refuseDraft(db: Database, vocabularyVersionId: string): Promise<void> {
  const version = await db.prisma.vocabularyVersion.findUnique({ where: { id: vocabularyVersionId } });
  if (!version) refuse('NOT_FOUND', 'vocabularyVersionId', 'there is no such version');
  if (version.status === 'draft')
    refuse('INVALID', 'vocabularyVersionId', 'a draft can change; publish it first', 'versionIsDraft');
}

async function refuseAdapter(db: Database, adapterId: string, encoderDigest: string): Promise<void> {
  const [adapter] = await getAdapters(db, [adapterId]);
  if (!adapter) refuse('NOT_FOUND', 'adapterId', 'there is no such adapter');
  if (adapter.refusals.length > 0)
    refuse('INVALID', 'adapterId', 'the adapter was refused: see its report', 'adapterRefused');
  if (adapter.encoderDigest !== encoderDigest)
    refuse('INVALID', 'adapterId', 'the adapter was trained on embeddings of another encoder', 'otherEncoder');
}

async function refuseCalibration(
  db: Database,
  calibrationId: string,
  recipe: Pick<RecipeContent, 'vocabularyVersionId' | 'encoderDigest'> & { readonly adapterId: string | null },
): Promise<void> {
  const [calibration] = await getCalibrations(db, [calibrationId]);
  if (!calibration) refuse('NOT_FOUND', 'calibrationId', 'there is no such calibration');
  const { vocabularyId } = (await db.prisma.vocabularyVersion.findUnique({
    where: { id: recipe.vocabularyVersionId },
    select: { vocabularyId: true },
  }))!;
  const problem = (what: string) =>
    refuse('INVALID', 'calibrationId', `the calibration was learned with ${what}`, 'calibrationOfOther');
  if (calibration.encoderDigest !== recipe.encoderDigest) problem('embeddings of another encoder');
  if (calibration.vocabularyId !== vocabularyId) problem('another vocabulary');
  if (calibration.adapterId === recipe.adapterId) return;
  problem(calibration.adapterId === null ? 'no adapter' : recipe.adapterId === null ? 'an adapter' : 'another adapter');
}

async function lineageOf(db: Database, recipeId: string): Promise<string> {
  const recipe = await db.prisma.recipe.findUnique({ where: { id: recipeId }, select: { lineageId: true } });
  return recipe?.lineageId ?? refuse('NOT_FOUND', 'succeedsId', 'there is no such recipe');
}

/** Newest first. */
export async function listRecipes(db: Database, page: PageRequest = {}): Promise<Page<Recipe>> {
  const window = idWindow(page, 'newestFirst');
  return toPage(await db.prisma.recipe.findMany(window), window);
}

export function findRecipe({ prisma }: Database, externalId: string): Promise<Recipe | null> {
  return prisma.recipe.findUnique({ where: { externalId } });
}

export async function getRecipes(db: Database, ids: readonly string[]): Promise<(Recipe | null)[]> {
  const rows = await db.prisma.recipe.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}
