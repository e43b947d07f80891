import type { ConceptContent } from '../../domain/vocabulary/concept-content.ts';
import { formatExample, MAPPING_RELATIONS } from '../../domain/vocabulary/vocabulary-document.ts';
import type { SchemeFacts, VersionFacts, VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import type { ByLanguage } from '../../domain/vocabulary/vocabulary.ts';
import { formatFieldName, isList, TEXT_FIELD_NAMES } from './field-name.ts';
import type { FieldName, TextFieldName } from './field-name.ts';

/** A canonical document as a table: a header, and a row per concept. Cells are texts; lists are joined by `;`. */
export function conceptTable({ concepts }: VocabularyDocument): string[][] {
  const columns = columnsOf(concepts);
  const cell = (concept: ConceptContent, column: FieldName) => {
    const values = valuesOf(concept, column);
    return isList(column) ? joinList(values) : (values[0] ?? '');
  };
  const rows = concepts.map((concept) => columns.map((column) => cell(concept, column)));
  return [columns.map(formatFieldName), ...rows];
}

/** What a document says about the vocabulary as a whole: `[key, value]`, without what is empty. */
export function schemeTable({ scheme, version }: VocabularyDocument): string[][] {
  const rows: [string, string][] = [
    ['externalId', scheme.externalId ?? ''],
    ['name', scheme.name],
    ['description', scheme.description],
    ['licence', scheme.licence],
    ['source', scheme.source],
    ['version', version === null ? '' : String(version.number)],
    ['notes', version?.notes ?? ''],
    ['publishedAt', version?.publishedAt ?? ''],
  ];
  return rows.filter(([, value]) => value !== '');
}

/** The opposite of {@link schemeTable}; keys it does not know are left out. */
export function readSchemeTable(rows: readonly (readonly string[])[]): {
  scheme: SchemeFacts;
  version: VersionFacts | null;
} {
  const facts = new Map(rows.map(([key = '', value = '']) => [key.trim().toLowerCase(), value]));
  const fact = (key: string) => facts.get(key.toLowerCase()) ?? '';
  const scheme = {
    externalId: fact('externalId') || null,
    name: fact('name'),
    description: fact('description'),
    licence: fact('licence'),
    source: fact('source'),
  };
  const number = Number(fact('version') || Number.NaN);
  const version = { number, notes: fact('notes'), publishedAt: fact('publishedAt') || null };
  return { scheme, version: Number.isSafeInteger(number) ? version : null };
}

/** `a`, `b;c` → `a;b\;c` */
function joinList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[\\;]/g, '\\$&')).join(';');
}

/** The opposite of joining. A backslash before anything else stands for itself. */
export function splitList(cell: string): string[] {
  return (cell.match(/(?:[^\\;]|\\.|\\$)+/gs) ?? []).map((value) => value.replaceAll(/\\([\\;])/g, '$1'));
}

/** Those that some concept fills, and always those that a list of words begins with. */
function columnsOf(concepts: readonly ConceptContent[]): FieldName[] {
  const all: FieldName[] = [
    { name: 'id' },
    { name: 'notation' },
    { name: 'parent' },
    ...TEXT_FIELD_NAMES.flatMap((name) =>
      keysOf(concepts, (concept) => textsOf(concept, name)).map((language) => ({ name, language, isTagged: true })),
    ),
    { name: 'reviewedPrompts' },
    ...keysOf(concepts, ({ facets }) => facets).map((facet) => ({ name: 'facet', facet }) as const),
    { name: 'related' },
    ...MAPPING_RELATIONS.map((relation) => ({ name: 'mapping', relation }) as const),
    { name: 'example' },
    { name: 'status' },
    { name: 'replacedBy' },
    { name: 'position' },
  ];
  return all.filter(
    (column) => column.name !== 'mapping' || concepts.some((concept) => valuesOf(concept, column).length > 0),
  );
}

function keysOf(concepts: readonly ConceptContent[], of: (concept: ConceptContent) => object): string[] {
  return [...new Set(concepts.flatMap((concept) => Object.keys(of(concept))))].toSorted();
}

function textsOf(concept: ConceptContent, name: TextFieldName): ByLanguage<string | readonly string[]> {
  return concept[`${name}s`];
}

function valuesOf(concept: ConceptContent, column: FieldName): readonly string[] {
  switch (column.name) {
    case 'facet':
      return own(concept.facets, column.facet) ?? [];
    case 'mapping':
      return concept.mappings.filter(({ relation }) => relation === column.relation).map(({ target }) => target);
    case 'id':
      return [concept.id];
    case 'notation':
      return concept.notation === null ? [] : [concept.notation];
    case 'parent':
      return concept.broaderId === null ? [] : [concept.broaderId];
    case 'status':
      return [concept.status];
    case 'position':
      return [String(concept.position)];
    case 'reviewedPrompts':
      return concept.reviewedPrompts;
    case 'related':
      return concept.relatedIds;
    case 'example':
      return concept.examples.map(formatExample);
    case 'replacedBy':
      return concept.replacedByIds;
    default: {
      const texts = own(textsOf(concept, column.name), column.language) ?? [];
      return typeof texts === 'string' ? [texts] : texts;
    }
  }
}

/** Keys are people's words: `constructor` must not find what every object has. */
function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
