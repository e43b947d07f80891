import { bareContent, TEXT_FIELDS } from './concept-content.ts';
import type { ConceptContent, TextField, VocabularyContents } from './concept-content.ts';

/** One field of one concept, before and after: a line of a history, or of a comparison of two versions. */
export interface FieldChange {
  readonly conceptId: string;
  readonly field: keyof ConceptContent;
  /** Of a text; null for fields without languages. */
  readonly language: string | null;
  /** As text; null: was not there. */
  readonly from: string | null;
  /** As text; null: is not there any more. */
  readonly to: string | null;
}

export interface ContentsComparison {
  /** Ids, in the order of the later contents. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Of the concepts that both have. */
  readonly changes: readonly FieldChange[];
}

/** Rows of a database may have more. */
const FIELDS = Object.keys(bareContent('', {})) as (keyof ConceptContent)[];

/** What is different between two versions, field by field. */
export function compareContents(before: VocabularyContents, after: VocabularyContents): ContentsComparison {
  const changes = [...after.values()].flatMap((concept) => {
    const earlier = before.get(concept.id);
    return earlier && earlier !== concept ? compareConcepts(earlier, concept) : [];
  });
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changes,
  };
}

function compareConcepts(before: ConceptContent, after: ConceptContent): FieldChange[] {
  return FIELDS.flatMap((field) =>
    isTextField(field)
      ? compareTexts(after.id, field, before[field], after[field])
      : difference({ conceptId: after.id, field, language: null }, before[field], after[field]),
  );
}

function isTextField(field: keyof ConceptContent): field is TextField {
  return TEXT_FIELDS.some((each) => each === field);
}

type Texts = ConceptContent[TextField];

function compareTexts(conceptId: string, field: TextField, before: Texts, after: Texts): FieldChange[] {
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return languages.flatMap((language) =>
    difference({ conceptId, field, language }, before[language] ?? null, after[language] ?? null),
  );
}

function difference(place: Omit<FieldChange, 'from' | 'to'>, before: unknown, after: unknown): FieldChange[] {
  const [from, to] = [asText(before), asText(after)];
  return from === to ? [] : [{ ...place, from, to }];
}

/** Strings as they are, lists one a line, everything else as JSON; the order of an object's keys says nothing. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('\n') || null;
  const text = JSON.stringify(value, sortKeys);
  return text === '{}' || text === '[]' ? null : text;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
