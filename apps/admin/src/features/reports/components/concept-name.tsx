import { ConceptMark } from '../../../components/concept-mark.tsx';
import { useReportState } from './report-context.ts';
import classes from './reports.module.css';
import type { OfConcept } from './use-concepts.ts';

/** A concept's colour and name. */
export function ConceptName({ row }: { readonly row: OfConcept }) {
  const { concepts } = useReportState();
  return (
    <span className={classes.named}>
      <ConceptMark color={concepts.colorOf(row)} />
      {concepts.labelOf(row)}
    </span>
  );
}
