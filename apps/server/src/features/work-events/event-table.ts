import { csvCell, guardFormulas } from '@actionary/inference';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { timeOf } from './event-times.ts';
import type { ToldEvent } from './told-events.ts';

/** By the names of the API's fields. */
const COLUMNS: Readonly<Record<string, (told: ToldEvent) => string | number | boolean | null | undefined>> = {
  startedAt: ({ event }) => timeOf(event, event.startMs)?.toISOString(),
  endedAt: ({ event }) => timeOf(event, event.endMs)?.toISOString(),
  durationMs: ({ event }) => event.endMs - event.startMs,
  concept: ({ concept }) => concept,
  label: ({ label }) => label,
  probability: ({ event }) => Number(event.probability.toFixed(4)),
  isReviewed: ({ event }) => event.isReviewed,
  station: ({ station }) => station.externalId,
  stationName: ({ station }) => station.name,
  workOrder: ({ event }) => event.workOrder,
  serialNumber: ({ event }) => event.serialNumber,
  video: ({ video }) => video.externalId,
  videoPath: ({ video }) => video.path,
  videoId: ({ video }) => toGlobalId('Video', video.id),
  startMs: ({ event }) => event.startMs,
  endMs: ({ event }) => event.endMs,
};

/** Tells spreadsheets that it is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table as spreadsheets read it (RFC 4180), line by line. */
export async function* eventTable(events: AsyncIterable<ToldEvent>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(Object.keys(COLUMNS));
  for await (const told of events) yield lineOf(Object.values(COLUMNS).map((cellOf) => String(cellOf(told) ?? '')));
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => csvCell(guardFormulas(cell))).join(',')}\r\n`;
}
