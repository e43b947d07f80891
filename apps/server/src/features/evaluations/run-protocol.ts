import type { EvaluationProtocol } from '@actionary/database';
import { baseToNovel, fewShot, heldOutConfusion } from '@actionary/inference';
import type { ConceptMatrix, TrialOptions } from '@actionary/inference';
import type { LearningExamples } from '../../shared/reviews/learning-examples.ts';
import { toEstimate } from '../../shared/reviews/estimate.ts';
import type { EvaluationReportRow } from './evaluation-report.ts';

type Protocol = (found: LearningExamples, options: TrialOptions) => Promise<EvaluationReportRow>;

/** What each protocol finds, as it is stored. */
const PROTOCOLS: Readonly<Record<EvaluationProtocol, Protocol>> = {
  baseToNovel: async ({ examples }, options) => {
    const { methods, ...report } = await baseToNovel(examples, options);
    return {
      protocol: 'baseToNovel',
      ...report,
      methods: methods.map((figures) => ({ ...figures, gain: toEstimate(figures.gain) })),
    };
  },
  fewShot: async ({ examples }, options) => {
    const { points, ...report } = await fewShot(examples, options);
    return {
      protocol: 'fewShot',
      ...report,
      points: points.map(({ methods, ...point }) => ({
        ...point,
        methods: methods.map((figures) => ({ ...figures, accuracy: toEstimate(figures.accuracy) })),
      })),
    };
  },
  confusion: async ({ examples, conceptIds }, options) => {
    const { heldOut, conceptIndices, methods, frozen, adapted } = await heldOutConfusion(examples, options);
    return {
      protocol: 'confusion',
      heldOut,
      concepts: conceptIndices.map((index) => ({ conceptId: conceptIds[index] })),
      frozen: stored(frozen),
      adapted: stored(adapted),
      methods: methods.map((figures) => ({ ...figures, gain: toEstimate(figures.gain) })),
    };
  },
};

function stored({ rows, worst }: ConceptMatrix) {
  return { rows: rows.map((row) => [...row]), worst: [...worst] };
}

/** @throws the signal's reason where it is aborted */
export function runProtocol(
  protocol: EvaluationProtocol,
  found: LearningExamples,
  options: TrialOptions,
): Promise<EvaluationReportRow> {
  return PROTOCOLS[protocol](found, options);
}
