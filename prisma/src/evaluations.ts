import type { AdapterKind, Evaluation, EvaluationProtocol } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { newId } from './id.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { inTransaction } from './transaction.ts';

export interface EvaluationInput {
  readonly protocol: EvaluationProtocol;
  readonly vocabularyId: string;
  readonly recipeId: string;
  /** Of the adapters that were trained for it. */
  readonly kind: AdapterKind;
  readonly seed: number;
  readonly spanCount: number;
  readonly videoCount: number;
  readonly report: object;
  readonly tookMs: number;
  readonly person: string | null;
}

/** Stores what a job has found, and ends the job. @returns `null` where the job has ended or was cancelled: nothing is stored */
export function finishEvaluation(db: Database, jobId: string, input: EvaluationInput): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    const [job] = await tx.$queryRaw<{ payload: object }[]>`
      SELECT "payload" FROM "Job" WHERE "id" = ${jobId}::uuid AND "state" IN ('queued', 'running') FOR UPDATE`;
    if (!job) return null;
    const id = newId();
    await tx.evaluation.create({ data: { ...input, id } });
    const payload = { ...job.payload, evaluationId: id };
    await tx.job.update({ where: { id: jobId }, data: { state: 'succeeded', finishedAt: new Date(), payload } });
    return id;
  });
}

export interface EvaluationFilter {
  /** `null`: of all. */
  readonly recipeId: string | null;
  readonly protocol: EvaluationProtocol | null;
}

/** Newest first. */
export async function listEvaluations(
  db: Database,
  { recipeId, protocol }: EvaluationFilter,
  page: PageRequest = {},
): Promise<Page<Evaluation>> {
  const window = idWindow(page, 'newestFirst');
  const where = { ...window.where, ...(recipeId ? { recipeId } : {}), ...(protocol ? { protocol } : {}) };
  return toPage(await db.prisma.evaluation.findMany({ ...window, where }), window);
}

export async function getEvaluations(db: Database, ids: readonly string[]): Promise<(Evaluation | null)[]> {
  const rows = await db.prisma.evaluation.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}
