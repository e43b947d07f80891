import { getVideoLibraries } from '@actionary/database';
import type { RetentionRules, VideoLibrary } from '@actionary/database';
import type { QueryPreviewRetentionArgs, RetentionRulesInput } from '../../../../generated/resolvers-types.ts';
import type { Context } from '../../../context.ts';
import { done, inputKey, refuse, settle } from '../../../shared/graphql/result.ts';
import type { Result } from '../../../shared/graphql/result.ts';
import { measureDue } from './due-data.ts';
import type { RemovedData } from '../../../shared/videos/removed-data.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A hundred years. */
const MAX_DAYS = 36_500;

/** Rules as they are asked for. Refuses (INVALID) what is not a number of days. @param field of the input */
export function rulesOf(input: RetentionRulesInput, field: string): RetentionRules {
  const daysOf = (name: keyof RetentionRulesInput) => {
    const days = input[name] ?? null;
    if (days !== null && !(days >= 1 && days <= MAX_DAYS))
      refuse('INVALID', `${field}.${name}`, `${days} days: take 1 … ${MAX_DAYS}, or nothing to keep it for ever`, {
        reason: 'outOfRange',
        least: 1,
        most: MAX_DAYS,
      });
    return days;
  };
  return {
    supersededDays: daysOf('supersededResultsDays'),
    embeddingsDays: daysOf('embeddingsDays'),
    picturesDays: daysOf('picturesDays'),
  };
}

/** What changes with new rules. Who has mistaken has a day to find out. */
export function ruleChanges(before: RetentionRules, rules: RetentionRules) {
  const isSame = (Object.keys(rules) as (keyof RetentionRules)[]).every((name) => before[name] === rules[name]);
  if (isSame) return {};
  const hasRule = Object.values(rules).some((days) => days !== null);
  return { ...rules, rulesApplyAt: hasRule ? new Date(Date.now() + DAY_MS) : null };
}

/** What rules would remove now. */
export function previewRetention(
  context: Context,
  { libraryId, rules }: QueryPreviewRetentionArgs,
): Promise<Result<RemovedData>> {
  return settle(async () => {
    const asked = rulesOf(rules, 'rules');
    const [library] = await getVideoLibraries(context.db, [inputKey('VideoLibrary', libraryId, 'libraryId')]);
    if (!library) return refuse('NOT_FOUND', 'libraryId', 'there is no such library');
    return done(await measureDue(context, { id: library.id, rules: asked }, context.signal));
  });
}

/** A library's rules, as the API calls them. */
export function toRules({ supersededDays, embeddingsDays, picturesDays }: VideoLibrary) {
  return { supersededResultsDays: supersededDays, embeddingsDays, picturesDays };
}
