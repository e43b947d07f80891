import { bestCycle, isOutlier, spansWithin } from '@actionary/inference/domain';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';
import { toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentKey } from '../../shared/graphql/result.ts';
import { operatorsOf } from './operators-work.ts';
import { compareCycles, compareElements } from './compare-work.ts';
import { lengthsOf, longest, occurrenceRow, partsOf } from './occurrences.ts';
import { workReport } from './read-report.ts';
import {
  cycleElementsOf,
  cyclesOf,
  cycleStartsOf,
  daysOf,
  elementsOf,
  stationsOf,
  totalsOf,
  valueSharesOf,
  videosOf,
} from './report-parts.ts';
import type { WorkPart } from './work-part.ts';
import { cursorOfCycle, elementsOfCycle, isOutlierCycle, listWorkCycles } from './work-cycles.ts';
import type { WorkCycleRow } from './work-cycles.ts';

interface Named {
  readonly conceptId: string | null;
  readonly versionId: string;
}

const conceptOf = ({ conceptId }: Named, _: unknown, { loaders }: Context) =>
  conceptId === null ? null : loaders.concept.load(conceptId);
const theConceptOf = async ({ conceptId }: Named, _: unknown, { loaders }: Context) =>
  (await loaders.concept.load(conceptId!))!;

async function contentOf({ conceptId, versionId }: Named, _: unknown, { loaders }: Context) {
  if (conceptId === null) return null;
  const [content] = await contentsOf(versionId, [conceptId], loaders);
  return content ?? null;
}

const conceptIdOf = ({ conceptId }: Named) => conceptId && toGlobalId('Concept', conceptId);
const videoOf = async ({ place }: WorkCycleRow, _: unknown, { loaders }: Context) =>
  (await loaders.video.load(place.videoId))!;
const timeOf = ({ place: { recordedAt } }: WorkCycleRow, timeMs: number) =>
  recordedAt && new Date(recordedAt.getTime() + timeMs);

const cycles = (part: WorkPart, { startConceptId }: { readonly startConceptId?: string | null | undefined }) =>
  cyclesOf(part, startConceptId);

export const workReportResolvers: Resolvers = {
  Query: {
    workReport: (_, args, context) => workReport(context, args),
    workComparison: async (_, { before, after, ...args }, context) => {
      const [one, other] = await Promise.all([before, after].map((filter) => workReport(context, { ...args, filter })));
      return { before: one!, after: other! };
    },
    workCycles: async (_, args, context) =>
      toConnection<WorkCycleRow>(await listWorkCycles(context, args), args, cursorOfCycle),
  },
  WorkCycle: {
    startedAt: (cycle) => timeOf(cycle, cycle.startMs),
    endedAt: (cycle) => timeOf(cycle, cycle.endMs),
    durationMs: ({ startMs, endMs }) => endMs - startMs,
    isOutlier: isOutlierCycle,
    video: videoOf,
    station: async ({ place }, _, { loaders }) => (await loaders.equipmentNode.load(place.equipmentNodeId))!,
    workOrder: async (cycle, _, context) => (await videoOf(cycle, _, context)).workOrder,
    serialNumber: async (cycle, _, context) => (await videoOf(cycle, _, context)).serialNumber,
    elements: elementsOfCycle,
  },
  WorkCycleElement: { conceptId: conceptIdOf, concept: conceptOf, content: contentOf },
  WorkReport: {
    vocabularyVersion: ({ version }) => version,
    levelCount: ({ levels }) => levels.levelCount,
    videoCount: (report) => totalsOf(report).videoCount,
    totalMs: (report) => totalsOf(report).totalMs,
    unknownMs: (report) => totalsOf(report).unknownMs,
    reviewedMs: (report) => totalsOf(report).reviewedMs,
    elements: elementsOf,
    valueShares: valueSharesOf,
    stations: (report, _, context) => stationsOf(report, context),
    operators: (report, { startConceptId }, context) => operatorsOf(report, startConceptId, context),
    videos: (report, { first }) => videosOf(report, first ?? 50),
    days: (report, { timeZone }) => daysOf(report, timeZone),
    cycleStarts: cycleStartsOf,
    cycles,
    occurrences: (report, { conceptId, ...args }) => {
      const wanted = conceptId ? argumentKey('Concept', conceptId, 'conceptId') : null;
      const element = elementsOf(report).find(({ label }) => label === wanted);
      return element ? longest(element.occurrences, element, args) : [];
    },
  },
  WorkElement: {
    concept: conceptOf,
    content: contentOf,
    times: (element) => element,
    valueClass: ({ conceptId, levels }) => (conceptId === null ? null : levels.valueClassOf(conceptId)),
    share: ({ times, totalMs }) => times.total / totalMs,
    reviewedShare: ({ occurrences, times }) =>
      occurrences.reduce((sum, { reviewedMs }) => sum + reviewedMs, 0) / times.total,
  },
  TimeFigures: {
    count: ({ times }) => times.count,
    totalMs: ({ times }) => times.total,
    meanMs: ({ times }) => times.mean,
    medianMs: ({ times }) => times.median,
    standardDeviationMs: ({ times }) => times.standardDeviation,
    variation: ({ times }) => times.variation,
    minMs: ({ times }) => times.min,
    maxMs: ({ times }) => times.max,
    lowerQuartileMs: ({ times }) => times.lowerQuartile,
    upperQuartileMs: ({ times }) => times.upperQuartile,
    lowerFenceMs: ({ times }) => times.lowerFence,
    upperFenceMs: ({ times }) => times.upperFence,
    lengthsMs: (row, { first }) => lengthsOf(row, first ?? 200),
    outlierCount: ({ times, occurrences }) =>
      occurrences.filter(({ startMs, endMs }) => isOutlier(endMs - startMs, times)).length,
  },
  WorkOccurrence: {
    video: async ({ place }, _, { loaders }) => (await loaders.video.load(place.videoId))!,
    parts: ({ spans = [], versionId }) => partsOf(spans, versionId),
  },
  CyclePart: {
    conceptId: ({ conceptId }) => conceptId && toGlobalId('Concept', conceptId),
    concept: conceptOf,
    content: contentOf,
  },
  CycleStart: { concept: theConceptOf, content: contentOf },
  WorkCycles: {
    startConcept: theConceptOf,
    times: ({ times, cycles: occurrences }) => ({ times, occurrences }),
    elements: cycleElementsOf,
    cycles: ({ cycles: found, ...row }, args) => longest(found, row, args),
    best: (row) => occurrenceRow(bestCycle(row), row),
    latest: (row) => occurrenceRow(row.cycles.at(-1)!, row),
  },
  CycleElement: { concept: conceptOf, content: contentOf },
  WorkStation: {
    station: async ({ equipmentNodeId }, _, { loaders }) => (await loaders.equipmentNode.load(equipmentNodeId))!,
    videoCount: (station) => totalsOf(station).videoCount,
    totalMs: (station) => totalsOf(station).totalMs,
    valueShares: valueSharesOf,
    cycles,
  },
  WorkOperator: {
    cycleCount: ({ cycles: found }) => found?.times.count ?? 0,
    meanMs: ({ cycles: found }) => found?.times.mean ?? null,
    elements: ({ cycles: found }) => (found ? cycleElementsOf(found) : []),
  },
  VideoWork: {
    video: async ({ videoId }, _, { loaders }) => (await loaders.video.load(videoId))!,
    totalMs: (video) => totalsOf(video).totalMs,
    valueShares: valueSharesOf,
    cycles,
    parts: ({ videos: [video], versionId }, { startMs, endMs }) =>
      partsOf(spansWithin(video!.spans, startMs ?? 0, endMs ?? Number.POSITIVE_INFINITY), versionId),
  },
  WorkDay: {
    videoCount: (day) => totalsOf(day).videoCount,
    totalMs: (day) => totalsOf(day).totalMs,
    valueShares: valueSharesOf,
    cycles,
  },
  WorkComparison: {
    elements: compareElements,
    cycles: (comparison, { startConceptId }) => compareCycles(comparison, startConceptId),
  },
  ElementComparison: { concept: theConceptOf, content: contentOf },
  TimeComparison: {
    shiftMs: ({ shift }) => shift,
    lowMs: ({ interval }) => interval?.low ?? null,
    highMs: ({ interval }) => interval?.high ?? null,
  },
};
