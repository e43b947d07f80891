import type { AnnotationFormat as FileFormat } from '@actionary/inference';
import type { AnnotationFormat, Resolvers } from '../../../generated/resolvers-types.ts';
import type { VersionConcept } from '@actionary/database';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { annotationsUrl } from './annotation-routes.ts';
import { importAnnotations, previewImport } from './import-annotations.ts';
import type { PlannedImport } from './import-annotations.ts';

const FORMATS: Readonly<Record<FileFormat, AnnotationFormat>> = {
  eaf: 'elan',
  json: 'activityNet',
  csv: 'createMl',
  vtt: 'webVtt',
};

const MAX_PROBLEMS = 200;

export const annotationResolvers: Resolvers = {
  Query: {
    previewAnnotations: async (_, { input }, context) => toPayload('preview', await previewImport(context, input)),
  },
  Mutation: {
    importAnnotations: async (_, { input }, context) => {
      const { value, userErrors } = await importAnnotations(context, input);
      if (value === null) return { imported: null, reviews: null, withdrawnIds: null, userErrors };
      const withdrawnIds = value.imported.plan.withdrawn.map(({ id }) => toGlobalId('Review', id));
      return { imported: value.imported, reviews: [...value.reviews], withdrawnIds, userErrors };
    },
  },
  AnnotationImport: {
    format: ({ format }) => FORMATS[format],
    tracks: ({ tracks }) => [...tracks],
    track: ({ track }) => track.index,
    labels: (planned) => labelsOf(planned),
    annotationCount: ({ track }) => track.spans.length,
    unmatchedCount: ({ plan }) =>
      plan.labels.reduce((sum, { concept, annotationCount }) => sum + (concept ? 0 : annotationCount), 0),
    addedCount: ({ plan }) => plan.added.length,
    unchangedCount: ({ plan }) => plan.unchanged.length,
    withdrawnCount: ({ plan }) => plan.withdrawn.length,
    conflictingCount: ({ plan }) => plan.conflicting.length,
    problems: ({ plan }) =>
      plan.issues.slice(0, MAX_PROBLEMS).map(({ kind, annotation: { place, label, startMs, endMs } }) => ({
        __typename: 'AnnotationProblem' as const,
        kind,
        place,
        label,
        startMs,
        endMs,
      })),
    problemCount: ({ plan }) => plan.issues.length,
  },
  AnnotationTrack: {
    annotationCount: ({ spans }) => spans.length,
  },
  RecognitionVideo: {
    annotationsUrl: ({ id }) => annotationsUrl(id),
  },
};

function labelsOf({ plan, version }: PlannedImport) {
  const placed = (concept: VersionConcept) => ({ ...concept, versionId: version.id });
  return plan.labels.map(({ text, annotationCount, first, concept, kind, candidates }) => ({
    __typename: 'AnnotationLabel' as const,
    text,
    annotationCount,
    place: first.place,
    startMs: first.startMs,
    concept: concept && placed(concept),
    match: kind === 'notation' ? ('id' as const) : kind,
    candidates: candidates.map(placed),
  }));
}
