import type { VocabularyContents } from './concept-content.ts';
import { labelKey } from './mend-row.ts';
import type { DocumentRow } from './vocabulary-document.ts';

/** A row that is known to be about one concept. */
export type IdentifiedRow = DocumentRow & { readonly id: string };

/** What is said about a row, for the report. */
export type Report = (row: DocumentRow, problem: RowReport) => void;
export interface RowReport {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
  /** Whether the plan has mended it. */
  readonly fixed: boolean;
}

const MAX_ID_LENGTH = 80;

/**
 * Gives each row the id of its concept: its own; else that of the draft's concept with the same label; else one made from
 * its label. Rows that say nothing, or that say again what another says, are left out.
 */
export function identifyRows(rows: readonly DocumentRow[], draft: VocabularyContents, report: Report): IdentifiedRow[] {
  const drafted = idsByLabel(draft);
  const reserved = new Set([...draft.keys(), ...rows.map(({ concept }) => concept.id)]);
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
    const id = own || known.find((each) => each !== undefined && !taken.has(`id\n${each}`)) || madeId(row, reserved);
    for (const key of [...keys, `id\n${id}`]) taken.set(key, row);
    reserved.add(id);
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

/** Readable, and the same whenever the same file is imported: `Tighten a bolt` → `tighten-a-bolt`, `締付け` → `締付け`. */
function madeId({ concept }: DocumentRow, reserved: ReadonlySet<string>): string {
  const { en, ...others } = concept.prefLabels;
  const label = [en, ...Object.values(others)].find((each) => each !== undefined) ?? '';
  const words = label
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}ー]+/gu) ?? ['concept'];
  const base = [...words.join('-')].slice(0, MAX_ID_LENGTH).join('');
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!reserved.has(id)) return id;
  }
}
