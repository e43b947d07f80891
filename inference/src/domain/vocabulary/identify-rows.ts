import type { VocabularyContents } from './concept-content.ts';
import { FreeIds, idFromLabels } from './concept-id.ts';
import { labelKey } from './mend-row.ts';
import type { DocumentRow, RowProblem } from './vocabulary-document.ts';

/** A row that is known to be about one concept. */
export type IdentifiedRow = DocumentRow & { readonly id: string };

/** A problem of a row, and what the plan made of it. */
export interface RowReport extends RowProblem {
  /** Whether the plan has mended it. */
  readonly fixed: boolean;
}
export type Report = (row: DocumentRow, problem: RowReport) => void;

/**
 * Gives each row the id of its concept: its own; else that of the draft's concept with the same label; else one made from
 * its label. Rows that say nothing, or that say again what another says, are left out.
 */
export function identifyRows(rows: readonly DocumentRow[], draft: VocabularyContents, report: Report): IdentifiedRow[] {
  const drafted = idsByLabel(draft);
  const ids = new FreeIds([...draft.keys(), ...rows.map(({ concept }) => concept.id)]);
  const taken = new Map<string, DocumentRow>();
  return rows.flatMap((row) => {
    const { id: own, prefLabels, broaderId } = row.concept;
    const labels = Object.values(prefLabels);
    if (labels.length === 0 && !draft.has(own)) return leftOut(row, 'labelMissing', 'no label; left out', report);
    // Without ids, a label names one concept only among those below the same one.
    const keys = own === '' ? labelKeys(row).map((key) => `${key}\n${broaderId ?? ''}`) : [`id\n${own}`];
    const before = keys.map((key) => taken.get(key)).find((each) => each !== undefined);
    if (before && own === '')
      return leftOut(row, 'duplicateLabel', `"${labels[0]}" is at ${before.place} already; left out`, report);
    if (before) return leftOut(row, 'duplicateId', `id "${own}" is at ${before.place} already; left out`, report);
    const known = labelKeys(row).map((key) => drafted.get(key));
    const id =
      own ||
      known.find((each) => each !== undefined && !taken.has(`id\n${each}`)) ||
      ids.next(idFromLabels(prefLabels));
    for (const key of [...keys, `id\n${id}`]) taken.set(key, row);
    return [{ ...row, id }];
  });
}

function leftOut(row: DocumentRow, code: string, message: string, report: Report): [] {
  report(row, { code, severity: 'error', message, fixed: false });
  return [];
}

function idsByLabel(draft: VocabularyContents): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, prefLabels, status } of draft.values())
    for (const [language, label] of Object.entries(prefLabels))
      if (status === 'active') ids.set(`${language}\n${labelKey(label)}`, id);
  return ids;
}

function labelKeys({ concept }: DocumentRow): string[] {
  return Object.entries(concept.prefLabels).map(([language, label]) => `${language}\n${labelKey(label)}`);
}
