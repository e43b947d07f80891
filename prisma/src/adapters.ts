import type { Adapter as StoredAdapter, AdapterKind } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { finishWithResult } from './job-result.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** An adapter without its model, which may be megabytes. */
export type Adapter = Omit<StoredAdapter, 'model'>;

export interface AdapterInput {
  readonly name: string;
  readonly kind: AdapterKind;
  readonly vocabularyId: string;
  readonly recipeId: string;
  readonly encoderDigest: string;
  readonly seed: number;
  /** ONNX. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** Database ids; those with examples. */
  readonly conceptIds: readonly string[];
  readonly spanCount: number;
  readonly report: object;
  /** Why no recipe may use it; empty: it may be used. */
  readonly refusals: readonly string[];
  readonly trainedInMs: number;
  readonly person: string | null;
}

/** Stores what a job has trained, and ends the job. @returns `null` where the job has ended or was cancelled: nothing is stored */
export function finishTraining(db: Database, jobId: string, input: AdapterInput): Promise<string | null> {
  const { conceptIds, refusals } = input;
  return finishWithResult(db, jobId, 'adapterId', (tx, id) =>
    tx.adapter.create({ data: { ...input, id, conceptIds: [...conceptIds], refusals: [...refusals] } }),
  );
}

const omit = { model: true } as const;

/** Newest first. @param vocabularyId `null`: of all vocabularies */
export async function listAdapters(
  db: Database,
  vocabularyId: string | null,
  page: PageRequest = {},
): Promise<Page<Adapter>> {
  const window = idWindow(page, 'newestFirst');
  const where = { ...window.where, ...(vocabularyId === null ? {} : { vocabularyId }) };
  return toPage(await db.prisma.adapter.findMany({ ...window, where, omit }), window);
}

export async function getAdapters(db: Database, ids: readonly string[]): Promise<(Adapter | null)[]> {
  const rows = await db.prisma.adapter.findMany({ where: { id: { in: [...ids] } }, omit });
  return alignRows(ids, rows, ({ id }) => id);
}

/** The ONNX model of an adapter. @throws where there is no such adapter: recipes keep theirs */
export async function readAdapterModel(db: Database, id: string): Promise<Uint8Array> {
  const { model } = await db.prisma.adapter.findUniqueOrThrow({ where: { id }, select: { model: true } });
  return model;
}
