import { getVideoLibraries, listKnownFiles, setRecordedAt } from '@actionary/database';
import type { Database, KnownFile, VideoLibrary } from '@actionary/database';
import { isTimeZone, patternProblem, recordedAtOfName } from '@actionary/inference/domain';
import type { QueryPreviewRecordedAtArgs } from '../../../generated/resolvers-types.ts';
import { done, inputKey, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { recordedAtRule } from '../../shared/videos/recorded-at-rule.ts';

const EXAMPLE_COUNT = 20;
const EXAMPLE = 'cam*_{YYYY}{MM}{DD}_{HH}{mm}{ss}';

/** What of a library's input says how its files are dated; empty texts are none. */
interface DatingInput {
  readonly recordedAtPattern?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
}

/** Fields that are absent stay out. Refuses (INVALID) what cannot be read by. @param patternField name of its argument */
export function datingInput({ recordedAtPattern, timeZone }: DatingInput, patternField = 'recordedAtPattern') {
  const pattern = recordedAtPattern?.trim() || null;
  const problem = pattern && patternProblem(pattern);
  if (problem)
    refuse('INVALID', patternField, `the pattern cannot be used: ${problem}; e.g. ${EXAMPLE}`, {
      reason: 'notAPattern',
      example: EXAMPLE,
    });
  const zone = timeZone?.trim() || null;
  if (zone && !isTimeZone(zone))
    refuse('INVALID', 'timeZone', `there is no time zone ${zone}; e.g. Asia/Tokyo`, { reason: 'noTimeZone', zone });
  return {
    ...(recordedAtPattern === undefined ? {} : { recordedAtPattern: pattern }),
    ...(timeZone === undefined ? {} : { timeZone: zone }),
  };
}

interface DatedFile {
  readonly id: string;
  readonly path: string;
  readonly recordedAt: Date | null;
}

export interface RecordedAtPreview {
  readonly files: DatedFile[];
  readonly fileCount: number;
  readonly datedCount: number;
}

/** What names would tell. */
export function previewRecordedAt(
  db: Database,
  { libraryId, pattern, timeZone }: QueryPreviewRecordedAtArgs,
): Promise<Result<RecordedAtPreview>> {
  return settle(async () => {
    const [library] = await getVideoLibraries(db, [inputKey('VideoLibrary', libraryId, 'libraryId')]);
    if (!library) return refuse('NOT_FOUND', 'libraryId', 'there is no such library');
    const input = datingInput({ recordedAtPattern: pattern ?? null, timeZone: timeZone ?? null }, 'pattern');
    const files = date(await listKnownFiles(db, library.id), { recordedAtPattern: null, timeZone: null, ...input });
    const datedCount = files.filter(({ recordedAt }) => recordedAt !== null).length;
    const byPath = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const examples = byPath.toSorted((a, b) => Number(a.recordedAt !== null) - Number(b.recordedAt !== null));
    return done({ files: examples.slice(0, EXAMPLE_COUNT), fileCount: files.length, datedCount });
  });
}

/** Dates the videos of a library again whose names tell a time. */
export async function dateAgain(db: Database, library: VideoLibrary): Promise<void> {
  const files = date(await listKnownFiles(db, library.id), library);
  await setRecordedAt(
    db,
    files.flatMap(({ id, recordedAt }) => (recordedAt ? [{ id, recordedAt }] : [])),
  );
}

function date(files: readonly KnownFile[], library: Pick<VideoLibrary, 'recordedAtPattern' | 'timeZone'>): DatedFile[] {
  const rule = recordedAtRule(library);
  return files
    .filter(({ status }) => status !== 'missing')
    .map(({ id, path }) => {
      const timeMs = recordedAtOfName(path, rule);
      return { id, path, recordedAt: timeMs === null ? null : new Date(timeMs) };
    });
}
