import type { ReadAnnotation } from '@actionary/inference';
import { labelMatcher, planReviews } from '@actionary/inference/domain';
import type { LabelMatch, ReviewPlan } from '@actionary/inference/domain';
import type { Review, VersionConcept } from '@actionary/database';
import type { AnnotationProblemKind } from '../../../generated/resolvers-types.ts';

/** A label of the file, and what it means. */
interface ReadLabel {
  readonly text: string;
  readonly annotationCount: number;
  readonly first: ReadAnnotation;
  readonly concept: VersionConcept | null;
  readonly kind: LabelMatch['kind'] | 'given';
  readonly candidates: readonly VersionConcept[];
}

interface AnnotationIssue {
  readonly kind: AnnotationProblemKind;
  readonly annotation: ReadAnnotation;
}

type Placed = ReadAnnotation & { readonly conceptId: string };

export interface ImportPlan extends ReviewPlan<Placed, Review> {
  readonly labels: readonly ReadLabel[];
  /** In order of time. */
  readonly issues: readonly AnnotationIssue[];
}

interface Facts {
  readonly concepts: readonly VersionConcept[];
  /** Concepts by label that people have chosen; null: none. */
  readonly meanings: ReadonlyMap<string, VersionConcept | null>;
  /** Of the video; null: not known. */
  readonly durationMs: number | null;
  /** Under the concepts that they count as. */
  readonly reviews: readonly Review[];
  readonly replaces: boolean;
  /** A frame. */
  readonly minMs: number;
}

const MAX_CANDIDATES = 20;

/** What importing annotations comes to. */
export function planImport(annotations: readonly ReadAnnotation[], facts: Facts): ImportPlan {
  const { reviews, replaces, minMs } = facts;
  const labels = readLabels(annotations, facts);
  const within = cutAtEnd(annotations, facts.durationMs);
  const conceptOf = new Map(labels.map(({ text, concept }) => [text, concept]));
  const placed = within.kept.flatMap((span): Placed[] => {
    const concept = conceptOf.get(span.label);
    return concept ? [{ ...span, conceptId: concept.conceptId }] : [];
  });
  const plan = planReviews(placed, reviews, { replaces, minMs });
  const issues = [
    ...within.issues,
    ...plan.overlapped.map((annotation) => ({ kind: 'overlapped' as const, annotation })),
    ...plan.conflicting.map((annotation) => ({ kind: 'conflicting' as const, annotation })),
  ];
  return {
    ...plan,
    labels,
    issues: issues.toSorted((one, other) => one.annotation.startMs - other.annotation.startMs),
  };
}

function readLabels(annotations: readonly ReadAnnotation[], { concepts, meanings }: Facts): ReadLabel[] {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  const match = labelMatcher(byId);
  return Array.from(
    Map.groupBy(annotations, ({ label }) => label),
    ([text, group]) => {
      const common = { text, annotationCount: group.length, first: group[0]! };
      const meaning = meanings.get(text);
      if (meaning !== undefined) return { ...common, concept: meaning, kind: 'given', candidates: [] };
      const { ids, kind } = match(text);
      const found = ids.slice(0, MAX_CANDIDATES).map((id) => byId.get(id)!);
      const isClear = ids.length === 1;
      return { ...common, concept: isClear ? found[0]! : null, kind, candidates: isClear ? [] : found };
    },
  );
}

function cutAtEnd(annotations: readonly ReadAnnotation[], durationMs: number | null) {
  const issues: AnnotationIssue[] = [];
  const kept = annotations.flatMap((annotation): ReadAnnotation[] => {
    if (durationMs === null || annotation.endMs <= durationMs) return [annotation];
    const isOutside = annotation.startMs >= durationMs;
    issues.push({ kind: isOutside ? 'outside' : 'cut', annotation });
    return isOutside ? [] : [{ ...annotation, endMs: durationMs }];
  });
  return { kept, issues };
}
