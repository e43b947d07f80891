import { Prisma } from '../generated/client.ts';
import type { Calibration as StoredCalibration } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { finishWithResult } from './job-result.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** A calibration without the rows that windows are compared with. */
export type Calibration = Omit<StoredCalibration, 'unknownRows'>;

export interface CalibrationInput {
  readonly name: string;
  readonly vocabularyId: string;
  readonly recipeId: string;
  readonly encoderDigest: string;
  /** Of the recipe. */
  readonly adapterId: string | null;
  /** Above 0, below 1. */
  readonly wantedPrecision: number;
  readonly coverage: number;
  /** Divides the logits; > 0. */
  readonly temperature: number;
  /** Least probabilities by database id of the concept. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Of concepts that the adapter was not trained on, by their distance; 0: not at all, and so without an adapter. */
  readonly softening: number;
  /** When a window is none of the concepts; `null`: by the thresholds only. */
  readonly unknown: object | null;
  /** What windows are compared with for that: unit rows in half precision. */
  readonly unknownRows: Uint8Array<ArrayBuffer> | null;
  readonly spanCount: number;
  readonly report: object;
  readonly person: string | null;
}

/** Stores what a job has learned, and ends the job. @returns `null` where the job has ended or was cancelled: nothing is stored */
export function finishCalibration(db: Database, jobId: string, input: CalibrationInput): Promise<string | null> {
  return finishWithResult(db, jobId, 'calibrationId', (tx, id) =>
    tx.calibration.create({ data: { ...input, id, unknown: input.unknown ?? Prisma.DbNull } }),
  );
}

const omit = { unknownRows: true } as const;

/** Newest first. @param vocabularyId `null`: of all vocabularies */
export async function listCalibrations(
  db: Database,
  vocabularyId: string | null,
  page: PageRequest = {},
): Promise<Page<Calibration>> {
  const window = idWindow(page, 'newestFirst');
  const where = { ...window.where, ...(vocabularyId === null ? {} : { vocabularyId }) };
  return toPage(await db.prisma.calibration.findMany({ ...window, where, omit }), window);
}

export async function getCalibrations(db: Database, ids: readonly string[]): Promise<(Calibration | null)[]> {
  const rows = await db.prisma.calibration.findMany({ where: { id: { in: [...ids] } }, omit });
  return alignRows(ids, rows, ({ id }) => id);
}

/** The rows that a calibration compares windows with; empty where there are none. @throws where there is no such calibration */
export async function readUnknownRows(db: Database, id: string): Promise<Uint8Array> {
  const select = { unknownRows: true } as const;
  const { unknownRows } = await db.prisma.calibration.findUniqueOrThrow({ where: { id }, select });
  return unknownRows ?? new Uint8Array(0);
}
