import type { Operator } from '@actionary/database';
import type { Context } from '../../context.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { cyclesOf } from './report-parts.ts';
import type { CyclesRow } from './report-parts.ts';
import type { WorkPart } from './work-part.ts';

/** With fewer a report would tell one person from another. */
const LEAST_OPERATORS = 3;

/** @public codegen.yml names it */
export interface OperatorWorkRow {
  readonly operator: Operator;
  /** `null`: no whole cycle. */
  readonly cycles: CyclesRow | null;
}

/**
 * Means by operator, in the order of the pseudonyms; `null` where there are fewer than {@link LEAST_OPERATORS}. Cycles begin
 * alike for all; who never does what begins them, at another station for instance, has cycles of their own.
 *
 * @param startConceptId global; absent: what is likely to begin the cycles of all
 */
export async function operatorsOf(
  part: WorkPart,
  startConceptId: string | null | undefined,
  { loaders }: Pick<Context, 'loaders'>,
): Promise<OperatorWorkRow[] | null> {
  const groups = Map.groupBy(part.videos, ({ place }) => place.operatorId);
  // Between the videos and their operators, one may have been forgotten.
  const known = await Promise.all([...groups.keys()].map((id) => (id === null ? null : loaders.operator.load(id))));
  const operators = known.filter((operator) => operator !== null);
  if (operators.length < LEAST_OPERATORS) return null;
  const likely = startConceptId ? null : cyclesOf(part, null);
  const start = likely ? toGlobalId('Concept', likely.conceptId!) : startConceptId;
  return operators
    .toSorted((one, other) => one.number - other.number)
    .map((operator) => {
      const own = { ...part, videos: groups.get(operator.id)! };
      return { operator, cycles: cyclesOf(own, start) ?? cyclesOf(own, null) };
    });
}
