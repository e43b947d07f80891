import type {
  EvaluationFindingsFragment,
  RecognitionMethod,
  TimelineFindingsFragment,
} from '../../../../generated/graphql.ts';

type Measure =
  'base' | 'novel' | 'hm' | 'all' | 'ece' | 'shots' | 'accuracy' | 'frameAccuracy' | 'editScore' | 'f1' | 'map';

/** A share that an evaluation has measured; 0 … 1. */
export interface MeasuredFigure {
  /** Null: of the recipe as it is. */
  readonly method: RecognitionMethod | null;
  readonly measure: Measure;
  /** What was measured under: spans per concept, two libraries, a changed picture, a least overlap. */
  readonly under?: string;
  readonly value: number;
}

/** The figures of a report that can be compared with those of another one of its protocol. */
export function figuresOf(report: EvaluationFindingsFragment): MeasuredFigure[] {
  switch (report.type) {
    case 'BaseToNovelReport':
      return report.methods.flatMap(({ method, ...measures }) =>
        (['base', 'novel', 'hm', 'all', 'ece'] as const).map((measure) => ({
          method,
          measure,
          value: measures[measure].mean,
        })),
      );
    case 'FewShotReport':
      return report.points.flatMap(({ shots, methods }) =>
        methods.map(({ method, all }) => ({ method, measure: 'shots' as const, under: `${shots}`, value: all.mean })),
      );
    case 'ConfusionReport':
      return report.heldOutMethods.flatMap(({ method, all, ece }) => [
        { method, measure: 'all' as const, value: all },
        { method, measure: 'ece' as const, value: ece },
      ]);
    case 'CrossLibraryReport':
      return report.pairs.flatMap(({ fromLibrary, toLibrary, methods }) =>
        methods.map(({ method, all }) => ({
          method,
          measure: 'all' as const,
          under: `${fromLibrary?.name ?? '–'} ▸ ${toLibrary?.name ?? '–'}`,
          value: all,
        })),
      );
    case 'TimelineReport':
      return timelineFigures(report);
    case 'RobustnessReport':
      return report.conditions.flatMap(({ corruption, strength, methods }) =>
        methods.map(({ method, accuracy }) => ({
          method,
          measure: 'accuracy' as const,
          under: corruption === null ? '' : `${corruption} ${strength}`,
          value: accuracy,
        })),
      );
  }
}

/** What the recipe has recognised, with its adapter or without. */
function timelineFigures({ frameAccuracy, editScore, f1, map }: TimelineFindingsFragment): MeasuredFigure[] {
  const under = (overlap: number) => `${Math.round(100 * overlap)}`;
  return [
    { method: null, measure: 'frameAccuracy', value: frameAccuracy },
    { method: null, measure: 'editScore', value: editScore },
    ...f1.map(({ overlap, value }) => ({ method: null, measure: 'f1' as const, under: under(overlap), value })),
    ...(map ?? []).map(({ overlap, value }) => ({
      method: null,
      measure: 'map' as const,
      under: under(overlap),
      value,
    })),
  ];
}

/** The same figure of two reports. */
export interface FigurePair extends Omit<MeasuredFigure, 'value'> {
  readonly one: number;
  readonly other: number;
}

/** Figures that both have, in the order of the first. */
export function pairFigures(ones: readonly MeasuredFigure[], others: readonly MeasuredFigure[]): FigurePair[] {
  return ones.flatMap(({ value, ...figure }) => {
    const other = others.find(
      ({ method, measure, under }) => method === figure.method && measure === figure.measure && under === figure.under,
    );
    return other ? [{ ...figure, one: value, other: other.value }] : [];
  });
}
