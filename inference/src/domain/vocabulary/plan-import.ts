import { broaderChains, compareHeights } from './concept-chains.ts';
import type { ConceptContent, VocabularyContents } from './concept-content.ts';
import { identifyRows } from './identify-rows.ts';
import type { IdentifiedRow, Report, RowReport } from './identify-rows.ts';
import { labelKey, mendRow } from './mend-row.ts';
import { overlayConcept } from './overlay-concept.ts';
import { checkVocabulary } from './vocabulary-checks.ts';
import type { VocabularyCheck } from './vocabulary-check.ts';
import { canonicalConcept } from './vocabulary-document.ts';
import type { DocumentRow, ReadDocument } from './vocabulary-document.ts';

/** Something about a row of a file. */
export interface ImportRow extends RowReport {
  /** Where in the file. */
  readonly place: string;
  /** Null where the row is about no concept. */
  readonly conceptId: string | null;
}

/** What importing a file would do to a draft, and what there is to say about it. */
export interface ImportPlan {
  /** In the order of the file. */
  readonly rows: readonly ImportRow[];
  readonly contents: VocabularyContents;
  /** Concepts to put into the draft: those added, and those changed, deprecated ones included. */
  readonly put: readonly ConceptContent[];
  /** Concepts to leave out of the draft. */
  readonly removedIds: readonly string[];
  readonly addedCount: number;
  /** Without those that are deprecated since the file does not have them. */
  readonly changedCount: number;
  /** Of the concepts that the file has. */
  readonly unchangedCount: number;
  /** Left out or deprecated since the file does not have them. */
  readonly removedCount: number;
}

export interface ImportOptions {
  /** What the file does not have is deprecated, or left out where it was never published. Default false: it stays. */
  readonly removeMissing?: boolean;
  /** Ids that a published version has. Default: none. */
  readonly publishedIds?: ReadonlySet<string>;
  /** As for {@link checkVocabulary}. */
  readonly promptLanguages?: readonly string[];
}

/**
 * Lays a file over a draft. What can be mended is mended and told; rows that cannot are left out and told; what is wrong
 * with the words then is told, too. Of what the file is silent about, the draft's words stay.
 */
export function planImport(
  document: ReadDocument,
  draft: VocabularyContents,
  { removeMissing = false, publishedIds = new Set(), promptLanguages = [] }: ImportOptions = {},
): ImportPlan {
  const found: { row: DocumentRow; conceptId: string | null; problem: RowReport }[] = [];
  const report: Report = (row, problem) => void found.push({ row, conceptId: row.concept.id || null, problem });
  const mended = document.rows.map(mendRow);
  for (const row of mended) for (const problem of row.problems) report(row, { ...problem, fixed: true });
  const rows = identifyRows(mended, draft, report);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const laid = new Map(draft);
  for (const row of rows) laid.set(row.id, overlayConcept(draft.get(row.id) ?? null, row, document.spoken));
  const missing = removeMissing ? [...draft.keys()].filter((id) => !rowOf.has(id)) : [];
  const removedIds = missing.filter((id) => !publishedIds.has(id));
  retire(laid, missing, removedIds);
  resolveReferences(laid, rowOf, report);
  cutCircles(laid, rowOf, report);
  dropRelatedBroader(laid, rowOf, report);
  placeNew(laid, rows, draft);
  reportChecks(checkVocabulary(laid, { promptLanguages }), rowOf, report);
  const order = new Map(mended.map((row, index) => [row.place, index]));
  const reported = withoutRepetition(found).toSorted(
    (one, other) => order.get(one.row.place)! - order.get(other.row.place)!,
  );
  return {
    rows: reported.map(({ row, conceptId, problem }) => ({ place: row.place, conceptId, ...problem })),
    contents: laid,
    removedIds,
    removedCount: missing.filter((id) => draft.get(id)!.status === 'active' || !laid.has(id)).length,
    ...difference(draft, laid, rowOf),
  };
}

type Mutable = Map<string, ConceptContent>;
type RowOf = ReadonlyMap<string, IdentifiedRow>;

/** Published concepts are deprecated; others go, and what lies below them comes to lie below what was above them. */
function retire(contents: Mutable, missing: readonly string[], removedIds: readonly string[]): void {
  const gone = new Set(removedIds);
  for (const id of missing) {
    const concept = contents.get(id)!;
    if (!gone.has(id) && concept.status === 'active') contents.set(id, { ...concept, status: 'deprecated' });
  }
  if (gone.size === 0) return;
  const before = new Map(contents);
  for (const id of gone) contents.delete(id);
  for (const concept of contents.values()) {
    let { broaderId } = concept;
    while (broaderId !== null && gone.has(broaderId)) broaderId = before.get(broaderId)?.broaderId ?? null;
    const stays = (id: string) => !gone.has(id);
    const relatedIds = concept.relatedIds.filter(stays);
    const replacedByIds = concept.replacedByIds.filter(stays);
    contents.set(concept.id, { ...concept, broaderId, relatedIds, replacedByIds });
  }
}

/** References by label or notation become references by id; those that lead nowhere are taken out. */
function resolveReferences(contents: Mutable, rowOf: RowOf, report: Report): void {
  const ids = idsByName(contents);
  for (const [id, row] of rowOf) {
    const concept = contents.get(id)!;
    const find = (name: string, code: string, what: string): string[] => {
      const found = contents.has(name) ? name : ids.get(labelKey(name));
      if (found && (found !== id || code === 'broaderMissing')) return [found];
      const message = found ? `${what} itself; taken away` : `${what} "${name}", which is not there; taken away`;
      report(row, { code, severity: 'warning', message, fixed: true });
      return [];
    };
    const unique = (names: readonly string[], code: string, what: string) => [
      ...new Set(names.flatMap((name) => find(name, code, what))),
    ];
    const [broaderId = null] =
      concept.broaderId === null ? [] : find(concept.broaderId, 'broaderMissing', 'lies below');
    contents.set(id, {
      ...concept,
      broaderId,
      relatedIds: unique(concept.relatedIds, 'relatedMissing', 'is related to'),
      replacedByIds: unique(concept.replacedByIds, 'replacementMissing', 'is replaced by'),
    });
  }
}

/** By label and by notation, as far as they name one concept only. */
function idsByName(contents: VocabularyContents): ReadonlyMap<string, string | null> {
  const ids = new Map<string, string | null>();
  for (const { id, prefLabels, notation } of contents.values()) {
    const names = new Set([...Object.values(prefLabels), ...(notation === null ? [] : [notation])].map(labelKey));
    for (const name of names) ids.set(name, ids.has(name) ? null : id);
  }
  return ids;
}

function cutCircles(contents: Mutable, rowOf: RowOf, report: Report): void {
  for (const circle of broaderChains(contents).circles) {
    const id = circle.find((each) => rowOf.has(each)) ?? circle[0];
    const row = rowOf.get(id);
    const message = `lies below itself (${[...circle, circle[0]].join(' → ')}); moved to the top`;
    if (row) report(row, { code: 'broaderCycle', severity: 'error', message, fixed: true });
    contents.set(id, { ...contents.get(id)!, broaderId: null });
  }
}

function dropRelatedBroader(contents: Mutable, rowOf: RowOf, report: Report): void {
  const isAbove = compareHeights(contents);
  for (const [id, row] of rowOf) {
    const concept = contents.get(id)!;
    const isKin = (other: string) => isAbove(other, id) || isAbove(id, other);
    const kin = concept.relatedIds.filter(isKin);
    for (const other of kin) {
      const message = `is related to "${other}" and also above or below it; "related" taken away`;
      report(row, { code: 'relatedIsBroader', severity: 'error', message, fixed: true });
    }
    if (kin.length > 0)
      contents.set(id, { ...concept, relatedIds: concept.relatedIds.filter((other) => !isKin(other)) });
  }
}

/** New concepts whose place the file does not tell come behind their siblings, in the order of the file. */
function placeNew(contents: Mutable, rows: readonly IdentifiedRow[], draft: VocabularyContents): void {
  const ends = new Map<string | null, number>();
  for (const { broaderId, position } of draft.values())
    ends.set(broaderId, Math.max(ends.get(broaderId) ?? 0, position + 1));
  for (const { id, concept } of rows) {
    if (draft.has(id) || concept.position !== null) continue;
    const placed = contents.get(id)!;
    const position = ends.get(placed.broaderId) ?? 0;
    ends.set(placed.broaderId, position + 1);
    contents.set(id, { ...placed, position });
  }
}

function reportChecks(checks: readonly VocabularyCheck[], rowOf: RowOf, report: Report): void {
  for (const { kind, severity, conceptIds, field, language, detail } of checks) {
    const row = conceptIds.map((id) => rowOf.get(id)).find((each) => each !== undefined);
    const place = [field, language].filter((each) => each !== null).join('@');
    const message = `${conceptIds.slice(0, 5).join(', ')}: ${kind} (${place}${detail === '' ? '' : `: ${detail}`})`;
    if (row) report(row, { code: kind, severity, message, fixed: false });
  }
}

/** That the language was guessed is told once: it is so for all rows of a plain list. */
function withoutRepetition<T extends { readonly problem: RowReport }>(found: readonly T[]): T[] {
  const guessed = found.filter(({ problem }) => problem.code === 'languageGuessed');
  return found.filter((each) => each.problem.code !== 'languageGuessed' || each === guessed[0]);
}

function difference(draft: VocabularyContents, contents: VocabularyContents, rowOf: RowOf) {
  const same = (one: ConceptContent, other: ConceptContent) =>
    JSON.stringify(canonicalConcept(one)) === JSON.stringify(canonicalConcept(other));
  const put = [...contents.values()].filter((concept) => {
    const before = draft.get(concept.id);
    return before === undefined || !same(before, concept);
  });
  const changed = put.filter(({ id }) => draft.has(id));
  const changedCount = changed.filter(({ id, status }) => rowOf.has(id) || status === draft.get(id)!.status).length;
  const addedCount = put.length - changed.length;
  const unchangedCount = rowOf.size - put.filter(({ id }) => rowOf.has(id)).length;
  return { put, addedCount, changedCount, unchangedCount };
}
