import { conceptsCountingAs } from '@actionary/database';
import type { Database, EquipmentNode, Recipe, WorkEventFilter } from '@actionary/database';
import type { WorkEventFilter as FilterInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { argumentNode } from '../../shared/graphql/named-node.ts';
import { argumentRecipe } from '../../shared/graphql/named-recipe.ts';
import { argumentKey, argumentLine, argumentTime, badUserInput } from '../../shared/graphql/result.ts';

type Known = Pick<Context, 'db' | 'loaders'>;

const MAX_CONCEPTS = 100;

/** What is asked for, with keys. */
export interface EventScope {
  readonly recipe: Recipe;
  /** The place that is asked about; `null`: the whole plant. */
  readonly node: EquipmentNode | null;
  readonly filter: WorkEventFilter;
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export async function eventScope(known: Known, input: FilterInput): Promise<EventScope> {
  const { recipe, filter } = await eventFilter(known, input);
  return { recipe, node: await argumentNode(known, input), filter };
}

/**
 * As {@link eventScope}, but without a look whether there is such a node: that is asked where nothing is found.
 * @throws {GraphQLError} BAD_USER_INPUT
 */
export async function eventFilter(known: Known, input: FilterInput): Promise<Omit<EventScope, 'node'>> {
  const { recipe, vocabularyId } = await wordsOfRecipe(known, input);
  const { videoId, workOrder, serialNumber, conceptExternalIds, minProbability } = input;
  const from = argumentTime(input.from, 'from');
  const before = argumentTime(input.before, 'before');
  if (from && before && from > before) throw badUserInput('from: must not be later than before');
  if (typeof minProbability === 'number' && !(minProbability >= 0 && minProbability <= 1))
    throw badUserInput('minProbability: must be 0 … 1');
  const filter = {
    lineageId: recipe.lineageId,
    vocabularyId,
    ...(await placeOf(known, input)),
    ...(videoId ? { videoId: argumentKey('Video', videoId, 'videoId') } : {}),
    ...(from ? { from } : {}),
    ...(before ? { before } : {}),
    ...(typeof workOrder === 'string' ? { workOrder: argumentLine(workOrder, 'workOrder') } : {}),
    ...(typeof serialNumber === 'string' ? { serialNumber: argumentLine(serialNumber, 'serialNumber') } : {}),
    ...(conceptExternalIds ? { conceptIds: await conceptsOf(known, vocabularyId, conceptExternalIds) } : {}),
    ...(typeof minProbability === 'number' ? { minProbability } : {}),
  };
  return { recipe, filter };
}

interface RecipeWords {
  readonly recipe: Recipe;
  readonly vocabularyId: string;
}

/** A recipe is never changed, nor removed: what has been asked for once need not be read again. */
const remembered = new WeakMap<Database, Map<string, RecipeWords>>();
const MAX_REMEMBERED = 1000;

async function wordsOfRecipe(known: Known, { recipeId, recipeExternalId }: FilterInput): Promise<RecipeWords> {
  const recipes = remembered.get(known.db) ?? new Map<string, RecipeWords>();
  remembered.set(known.db, recipes);
  const name = JSON.stringify([recipeId, recipeExternalId]);
  const earlier = recipes.get(name);
  if (earlier) return earlier;
  const recipe = await argumentRecipe(known, { recipeId, recipeExternalId });
  const { vocabularyId } = (await known.loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  if (recipes.size >= MAX_REMEMBERED) recipes.clear();
  recipes.set(name, { recipe, vocabularyId });
  return { recipe, vocabularyId };
}

type Place = Pick<WorkEventFilter, 'equipmentNodeId' | 'equipmentExternalId'>;

async function placeOf(known: Known, input: FilterInput): Promise<Place> {
  const { equipmentNodeId, equipmentExternalId } = input;
  const externalId = equipmentExternalId?.trim();
  if (externalId && !equipmentNodeId) return { equipmentExternalId: externalId };
  if (typeof equipmentExternalId !== 'string')
    return equipmentNodeId ? { equipmentNodeId: argumentKey('EquipmentNode', equipmentNodeId, 'equipmentNodeId') } : {};
  // Two names, or none that says something: it says so.
  const node = await argumentNode(known, input);
  return node ? { equipmentNodeId: node.id } : {};
}

async function conceptsOf(
  { db, loaders }: Known,
  vocabularyId: string,
  externalIds: readonly string[],
): Promise<readonly string[]> {
  if (externalIds.length > MAX_CONCEPTS) throw badUserInput(`conceptExternalIds: at most ${MAX_CONCEPTS}`);
  const found = await Promise.all(externalIds.map((id) => loaders.conceptByExternalId.load(`${vocabularyId}/${id}`)));
  const conceptIds = found.map((concept, index) => {
    if (concept) return concept.id;
    throw badUserInput(`conceptExternalIds: the recipe's vocabulary has no concept ${externalIds[index]}`);
  });
  const latest = await loaders.latestVersion.load(vocabularyId);
  return latest ? conceptsCountingAs(db, latest.id, conceptIds) : conceptIds;
}
