import type { VocabularyContents } from './concept-content.ts';
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

const MAX_ID_LENGTH = 80;

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
    const id = own || known.find((each) => each !== undefined && !taken.has(`id\n${each}`)) || ids.next(idFrom(row));
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

/** Readable, and the same whenever the same file is imported: `Tighten a bolt` → `tighten-a-bolt`, `締付け` → `締付け`. */
function idFrom({ concept }: DocumentRow): string {
  const { en, ...others } = concept.prefLabels;
  const label = [en, ...Object.values(others)].find((each) => each !== undefined) ?? '';
  const words = label
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}ー]+/gu) ?? ['concept'];
  return [...words.join('-')].slice(0, MAX_ID_LENGTH).join('');
}

/** Hands out ids that nothing has: `grip`, `grip-2`, `grip-3`. */
class FreeIds {
  readonly #taken: Set<string>;
  /** How often each has been asked for: thousands of equal labels are not tried again from the first. */
  readonly #counts = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  next(base: string): string {
    for (let count = (this.#counts.get(base) ?? 0) + 1; ; count++) {
      const id = count === 1 ? base : `${base}-${count}`;
      if (this.#taken.has(id)) continue;
      this.#counts.set(base, count);
      this.#taken.add(id);
      return id;
    }
  }
}
