import { conceptsCountingAs } from '@actionary/database';
import type { EquipmentNode, Recipe, WorkEventFilter } from '@actionary/database';
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
  const recipe = await argumentRecipe(known, input);
  const node = await argumentNode(known, input);
  const { vocabularyId } = (await known.loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  const { videoId, workOrder, serialNumber, conceptExternalIds, minProbability } = input;
  const from = argumentTime(input.from, 'from');
  const before = argumentTime(input.before, 'before');
  if (typeof minProbability === 'number' && !(minProbability >= 0 && minProbability <= 1))
    throw badUserInput('minProbability: must be 0 … 1');
  const filter = {
    lineageId: recipe.lineageId,
    vocabularyId,
    ...(node ? { equipmentNodeId: node.id } : {}),
    ...(videoId ? { videoId: argumentKey('Video', videoId, 'videoId') } : {}),
    ...(from ? { from } : {}),
    ...(before ? { before } : {}),
    ...(typeof workOrder === 'string' ? { workOrder: argumentLine(workOrder, 'workOrder') } : {}),
    ...(typeof serialNumber === 'string' ? { serialNumber: argumentLine(serialNumber, 'serialNumber') } : {}),
    ...(conceptExternalIds ? { conceptIds: await conceptsOf(known, vocabularyId, conceptExternalIds) } : {}),
    ...(typeof minProbability === 'number' ? { minProbability } : {}),
  };
  return { recipe, node, filter };
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
