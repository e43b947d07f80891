import type { EvaluationFindingsFragment, RecognitionMethod } from '../../../../generated/graphql.ts';

/** A share that an evaluation has measured; 0 … 1. */
export interface MeasuredFigure {
  readonly method: RecognitionMethod;
  /** What was measured: of a few-shot curve, spans per concept. */
  readonly measure: 'base' | 'novel' | 'hm' | 'all' | 'ece' | number;
  readonly value: number;
}

/** The figures of a report that can be compared with those of another one of its protocol. */
export function figuresOf(report: EvaluationFindingsFragment): MeasuredFigure[] {
  if (report.type === 'FewShotReport')
    return report.points.flatMap(({ shots, methods }) =>
      methods.map(({ method, all }) => ({ method, measure: shots, value: all.mean })),
    );
  if (report.type === 'ConfusionReport')
    return report.heldOutMethods.flatMap(({ method, all, ece }) => [
      { method, measure: 'all' as const, value: all },
      { method, measure: 'ece' as const, value: ece },
    ]);
  return report.methods.flatMap(({ method, ...measures }) =>
    (['base', 'novel', 'hm', 'all', 'ece'] as const).map((measure) => ({
      method,
      measure,
      value: measures[measure].mean,
    })),
  );
}

/** The same figure of two reports. */
export interface FigurePair extends Omit<MeasuredFigure, 'value'> {
  readonly one: number;
  readonly other: number;
}

/** Figures that both have, in the order of the first. */
export function pairFigures(ones: readonly MeasuredFigure[], others: readonly MeasuredFigure[]): FigurePair[] {
  return ones.flatMap(({ method, measure, value }) => {
    const other = others.find((figure) => figure.method === method && figure.measure === measure);
    return other ? [{ method, measure, one: value, other: other.value }] : [];
  });
}
