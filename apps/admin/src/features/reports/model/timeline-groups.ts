import type { TimelineVideo } from '../api/use-report.ts';

/** Videos of a station, by the day on which they were recorded. */
export interface StationTimeline {
  readonly stationId: string;
  /** In order of time; null: it is not known, the last one. */
  readonly days: readonly { readonly date: string | null; readonly videos: readonly TimelineVideo[] }[];
}

/**
 * @param videos in order of recording
 * @param stationIds in the order of the plant's tree
 * @param dayOf the day of a time, in the person's zone
 */
export function byStationAndDay(
  videos: readonly TimelineVideo[],
  stationIds: readonly string[],
  dayOf: (iso: string) => string,
): StationTimeline[] {
  const ofStation = Map.groupBy(videos, ({ video }) => video.library.equipmentNode.id);
  return stationIds.flatMap((stationId) => {
    const filmed = ofStation.get(stationId);
    if (!filmed) return [];
    const days = Map.groupBy(filmed, ({ video }) => (video.recordedAt === null ? null : dayOf(video.recordedAt)));
    const inOrder = [...days].toSorted(([one], [other]) => Number(one === null) - Number(other === null));
    return [{ stationId, days: inOrder.map(([date, list]) => ({ date, videos: list })) }];
  });
}
