import { listEvaluations, recognizedTime, reviewWork } from '@actionary/database';
import type { Adapter, Database, ReviewWork } from '@actionary/database';
import type { Context } from '../../context.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';
import { examplesOf, reviewedConcepts } from '../../shared/reviews/recipe-examples.ts';
import type { ReviewedConceptRow } from '../../shared/reviews/recipe-examples.ts';
import { reportOf } from './evaluation-report.ts';
import type { ConfusionRow } from './evaluation-report.ts';

/** @public codegen.yml names it */
export interface PilotReportRow {
  readonly adapter: Adapter;
  readonly labelled: ReviewWork;
  readonly recognizedMs: number;
  readonly unknownMs: number;
  readonly concepts: ReviewedConceptRow[];
  readonly confusion: ConfusionRow | null;
}

/** What a pilot has shown. @param id global, of an adapter @throws {GraphQLError} BAD_USER_INPUT */
export async function pilotReport(context: Context, id: string): Promise<PilotReportRow> {
  const { db, loaders } = context;
  const adapter = await loaders.adapter.load(argumentKey('Adapter', id, 'adapterId'));
  if (!adapter) throw badUserInput('adapterId: there is no such adapter');
  const recipe = (await loaders.recipe.load(adapter.recipeId))!;
  const { vocabularyId, createdAt: until } = adapter;
  const [labelled, { totalMs, unknownMs }, { contents, examples }, confusion] = await Promise.all([
    reviewWork(db, { vocabularyId, until }),
    recognizedTime(db, recipe.lineageId),
    examplesOf(context, recipe),
    latestConfusion(db, recipe.id),
  ]);
  const concepts = reviewedConcepts(contents, examples);
  return { adapter, labelled, recognizedMs: totalMs, unknownMs, concepts, confusion };
}

async function latestConfusion(db: Database, recipeId: string): Promise<ConfusionRow | null> {
  const { nodes } = await listEvaluations(db, { recipeId, protocol: 'confusion' }, { first: 1 });
  const report = nodes[0] && reportOf(nodes[0]);
  return report?.protocol === 'confusion' ? report : null;
}
