import type { EvaluationProtocol } from '../../../../generated/graphql.ts';

/** In the order in which they are offered. */
export const PROTOCOLS = [
  'baseToNovel',
  'fewShot',
  'confusion',
  'crossLibrary',
  'timeline',
  'robustness',
] as const satisfies readonly EvaluationProtocol[];
