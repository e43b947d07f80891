import { pushTo } from '../../domain/vocabulary/concept-chains.ts';
import type { MappingRelation } from '../../domain/vocabulary/concept-content.ts';
import { hasJapaneseScript } from '../../domain/vocabulary/script.ts';
import { parseExample } from '../../domain/vocabulary/vocabulary-document.ts';
import type { DocumentRow, RowProblem } from '../../domain/vocabulary/vocabulary-document.ts';
import type { FieldName, PlainFieldName, TextFieldName } from './field-name.ts';

export type FieldValues = FieldName & { readonly values: readonly string[] };

/** What a file says about one concept, before it is known what it means. */
export interface ConceptFields {
  /** Where it stands, for messages: `line 3`, `entry 2`, an IRI. */
  readonly place: string;
  readonly fields: readonly FieldValues[];
}

/**
 * What the fields say; texts stay as they are. Of what may be there once only the first is kept; a second preferred label
 * becomes a synonym (SKOS S14).
 *
 * @param languageOf language of a text without a tag
 */
export function toRow({ place, fields }: ConceptFields, languageOf: (text: string) => string): DocumentRow {
  const problems: RowProblem[] = [];
  const note = (code: string, severity: RowProblem['severity'], message: string) =>
    void problems.push({ code, severity, message });
  const texts = (name: TextFieldName) => listsOf(fields, name, languageOf);
  const one = (name: PlainFieldName) => onlyOne(valuesOf(fields, name), name, note);
  if (texts('prefLabel').isGuessed)
    note('languageGuessed', 'hint', 'the label has no language; its script tells whether it is Japanese or English');
  const prefLabels = firstOfEach(texts('prefLabel').lists);
  const seconds = othersOfEach(texts('prefLabel').lists);
  for (const [language, labels] of Object.entries(seconds))
    note(
      'secondPrefLabel',
      'warning',
      `more than one preferred label in "${language}"; ${quoted(labels)} made a synonym`,
    );
  const replacedByIds = valuesOf(fields, 'replacedBy');
  const concept = {
    id: one('id') ?? '',
    prefLabels,
    altLabels: joined(texts('altLabel').lists, seconds),
    hiddenLabels: texts('hiddenLabel').lists,
    definitions: oneOfEach(texts('definition').lists, 'definition', note),
    scopeNotes: oneOfEach(texts('scopeNote').lists, 'scopeNote', note),
    prompts: texts('prompt').lists,
    reviewedPrompts: valuesOf(fields, 'reviewedPrompts'),
    notation: one('notation'),
    broaderId: one('parent'),
    position: positionOf(one('position'), note),
    status: statusOf(one('status'), replacedByIds, note),
    examples: valuesOf(fields, 'example').map(parseExample),
    relatedIds: valuesOf(fields, 'related'),
    mappings: mappingsOf(fields),
    facets: facetsOf(fields),
    replacedByIds,
  };
  return { place, concept, problems };
}

type Note = (code: string, severity: RowProblem['severity'], message: string) => void;
type Lists = Readonly<Record<string, readonly string[]>>;

function valuesOf(fields: ConceptFields['fields'], name: PlainFieldName): string[] {
  return fields.flatMap((field) => (field.name === name ? field.values : [])).filter((value) => value !== '');
}

function listsOf(
  fields: ConceptFields['fields'],
  name: TextFieldName,
  languageOf: (text: string) => string,
): { lists: Lists; isGuessed: boolean } {
  const lists = new Map<string, string[]>();
  let isGuessed = false;
  for (const field of fields) {
    if (field.name !== name || !('language' in field)) continue;
    for (const value of field.values.filter((text) => text !== '')) {
      const language = field.isTagged ? field.language : languageOf(value);
      isGuessed ||= !field.isTagged;
      pushTo(lists, language, value);
    }
  }
  return { lists: Object.fromEntries(lists), isGuessed };
}

/** Japanese script: Japanese; anything else: English. */
export function languageByScript(text: string): string {
  return hasJapaneseScript(text) ? 'ja' : 'en';
}

function firstOfEach(lists: Lists): Record<string, string> {
  return Object.fromEntries(Object.entries(lists).map(([language, [first]]) => [language, first]));
}

function othersOfEach(lists: Lists): Lists {
  const others = Object.entries(lists).map(([language, [, ...rest]]) => [language, rest] as const);
  return Object.fromEntries(others.filter(([, rest]) => rest.length > 0));
}

function oneOfEach(lists: Lists, name: string, note: Note): Record<string, string> {
  for (const [language, rest] of Object.entries(othersOfEach(lists)))
    note('secondText', 'warning', `more than one ${name} in "${language}"; ${quoted(rest)} left out`);
  return firstOfEach(lists);
}

function joined(lists: Lists, more: Lists): Lists {
  const languages = new Set([...Object.keys(lists), ...Object.keys(more)]);
  return Object.fromEntries(
    [...languages].map((language) => [language, [...(lists[language] ?? []), ...(more[language] ?? [])]]),
  );
}

function onlyOne(values: readonly string[], name: string, note: Note): string | null {
  const [first, ...rest] = values;
  if (first === undefined) return null;
  const others = rest.filter((value) => value !== first);
  if (others.length > 0)
    note(
      name === 'parent' ? 'secondBroader' : 'secondValue',
      'warning',
      `more than one ${name}; ${quoted(others)} left out`,
    );
  return first;
}

/** @returns `null` where the file does not say */
function positionOf(text: string | null, note: Note): number | null {
  if (text === null) return null;
  const position = Number(text.normalize('NFKC').trim());
  if (Number.isSafeInteger(position) && Math.abs(position) < 2 ** 31) return position;
  note('position', 'warning', `position "${text}" is no integer; left out`);
  return null;
}

const DEPRECATED: ReadonlySet<string> = new Set(['deprecated', 'retired', 'obsolete', '廃止', '非推奨']);
const ACTIVE: ReadonlySet<string> = new Set(['active', 'current', 'draft', '有効', '使用中']);

function statusOf(text: string | null, replacedByIds: readonly string[], note: Note): 'active' | 'deprecated' {
  // What is replaced is not used any more, also where nothing else says so.
  const status = text?.trim().toLowerCase() ?? (replacedByIds.length > 0 ? 'deprecated' : 'active');
  if (DEPRECATED.has(status)) return 'deprecated';
  if (!ACTIVE.has(status))
    note('status', 'warning', `status "${text}" is neither active nor deprecated; taken as active`);
  return 'active';
}

function mappingsOf(fields: ConceptFields['fields']): { relation: MappingRelation; target: string }[] {
  return fields.flatMap((field) =>
    field.name === 'mapping' ? field.values.map((target) => ({ relation: field.relation, target })) : [],
  );
}

function facetsOf(fields: ConceptFields['fields']): Lists {
  const facets = new Map<string, readonly string[]>();
  for (const field of fields)
    if (field.name === 'facet' && field.values.length > 0)
      facets.set(field.facet, [...(facets.get(field.facet) ?? []), ...field.values]);
  return Object.fromEntries(facets);
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ');
}
