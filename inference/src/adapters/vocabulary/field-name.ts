import { MAPPING_RELATIONS } from '../../domain/vocabulary/vocabulary-document.ts';
import type { MappingRelation } from '../../domain/vocabulary/concept-content.ts';
import { normalizeLanguageTag, UNDETERMINED_LANGUAGE } from '../../domain/vocabulary/vocabulary.ts';

/** Fields with texts per language, in the order in which they are written. */
export const TEXT_FIELD_NAMES = ['prefLabel', 'altLabel', 'hiddenLabel', 'definition', 'scopeNote', 'prompt'] as const;
export type TextFieldName = (typeof TEXT_FIELD_NAMES)[number];

/** Fields with one value, or with a list of values, whatever the language. */
const PLAIN_FIELD_NAMES = [
  'id',
  'notation',
  'parent',
  'status',
  'position',
  'reviewedPrompts',
  'related',
  'example',
  'replacedBy',
] as const;
export type PlainFieldName = (typeof PLAIN_FIELD_NAMES)[number];

/** A column of a table or a key of a JSON concept: `prefLabel@en`, `facet:valueClass`, `mapping:exactMatch`. */
export type FieldName =
  | { readonly name: TextFieldName; readonly language: string; readonly isTagged: boolean }
  | { readonly name: PlainFieldName }
  | { readonly name: 'facet'; readonly facet: string }
  | { readonly name: 'mapping'; readonly relation: MappingRelation };

/** In lower case: headers are read whatever the case. */
const TEXT_BY_HEADER: ReadonlyMap<string, TextFieldName> = new Map([
  ...TEXT_FIELD_NAMES.map((name) => [name.toLowerCase(), name] as const),
  ['label', 'prefLabel'],
]);
const PLAIN_BY_HEADER: ReadonlyMap<string, PlainFieldName> = new Map([
  ...PLAIN_FIELD_NAMES.map((name) => [name.toLowerCase(), name] as const),
  ['broader', 'parent'],
]);

/** Headers of Japanese work-element lists, by the field that they stand for. */
const JAPANESE_HEADERS: readonly (readonly [field: string, headers: readonly string[]])[] = [
  [
    'prefLabel@ja',
    ['用語', '名称', '作業名', '作業名称', '要素作業', '要素作業名', '動作', '日本語', '日本語名', '和名'],
  ],
  ['hiddenLabel@ja', ['読み', 'よみ', '読み方', '読み仮名', 'よみがな', 'ふりがな', 'フリガナ', 'カナ']],
  ['altLabel@ja', ['同義語', '類義語', '別名', '別称', '略称', '言い換え']],
  ['prefLabel@en', ['英語', '英語名', '英名', '英訳', 'English']],
  ['prompt@en', ['プロンプト', '英語プロンプト']],
  ['id', ['識別子', 'ID']],
  ['notation', ['コード', '記号', '作業コード', '要素コード', '番号']],
  ['parent', ['親', '親用語', '上位', '上位語', '上位用語', '分類']],
  ['definition@ja', ['定義', '説明', '意味']],
  ['scopeNote@ja', ['備考', '注記', '注', '補足', '使い方']],
  ['related', ['関連', '関連語']],
  ['example', ['例', '用例']],
  ['status', ['状態']],
  ['replacedBy', ['置換先', '後継', '代替語']],
  ['position', ['順序', '順番', '並び順', '表示順']],
  ['facet:valueClass', ['価値区分', '価値分類', '正味区分']],
];
const TRANSLATED = new Map(JAPANESE_HEADERS.flatMap(([field, headers]) => headers.map((header) => [header, field])));

/** Reads `altLabel@ja`, `用語` and the like, whatever the case; `null` for names that say nothing here. */
export function parseFieldName(text: string): FieldName | null {
  const trimmed = text.trim();
  const header = TRANSLATED.get(trimmed.normalize('NFKC')) ?? trimmed;
  return keyedField(header) ?? plainOrTextField(header);
}

/** The opposite of {@link parseFieldName}. */
export function formatFieldName(field: FieldName): string {
  if (field.name === 'facet') return `facet:${field.facet}`;
  if (field.name === 'mapping') return `mapping:${field.relation}`;
  return 'language' in field ? `${field.name}@${field.language}` : field.name;
}

/** Whether a cell may hold several values. */
export function isList({ name }: FieldName): boolean {
  return !SINGLE.has(name);
}
const SINGLE: ReadonlySet<FieldName['name']> = new Set([
  'prefLabel',
  'definition',
  'scopeNote',
  'id',
  'notation',
  'parent',
  'status',
  'position',
]);

function keyedField(header: string): FieldName | null {
  const [, kind, key] = /^(facet|mapping):(.+)$/is.exec(header) ?? [];
  if (kind === undefined) return null;
  if (kind.toLowerCase() === 'facet') return { name: 'facet', facet: key.trim() };
  const relation = MAPPING_RELATIONS.find((each) => each.toLowerCase() === key.trim().toLowerCase());
  return relation === undefined ? null : { name: 'mapping', relation };
}

function plainOrTextField(header: string): FieldName | null {
  const [name, tag] = header.split('@', 2);
  const key = name.trim().toLowerCase();
  const plain = PLAIN_BY_HEADER.get(key);
  if (plain) return { name: plain };
  const text = TEXT_BY_HEADER.get(key);
  if (!text) return null;
  const isTagged = tag !== undefined && tag.trim() !== '';
  return { name: text, language: isTagged ? languageTag(tag) : UNDETERMINED_LANGUAGE, isTagged };
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  英語: 'en',
  japanese: 'ja',
  jp: 'ja',
  jpn: 'ja',
  日本語: 'ja',
  eng: 'en',
};

function languageTag(text: string): string {
  const key = text.trim().toLowerCase();
  return Object.hasOwn(LANGUAGE_NAMES, key) ? LANGUAGE_NAMES[key] : normalizeLanguageTag(text);
}
