import type { ChangedSpanFactsFragment } from '../../../../generated/graphql.ts';

/** The video at the span, with both results under it. */
export function spanAddress({ video, startMs, afterRunId, beforeRunId }: ChangedSpanFactsFragment): string {
  const query = new URLSearchParams({ t: String(startMs), recognition: afterRunId, compare: beforeRunId });
  return `/videos/${video.id}?${query}`;
}
