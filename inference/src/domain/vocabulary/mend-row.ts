import { isLanguageTag, isMappingTarget } from './concept-content.ts';
import type { ConceptExample } from './concept-content.ts';
import type { DocumentRow, RowProblem } from './vocabulary-document.ts';
import type { ByLanguage } from './vocabulary.ts';

type RowConcept = DocumentRow['concept'];
type Texts = ByLanguage<string>;
type Lists = ByLanguage<readonly string[]>;

/** Nobody sees them, and nobody finds a label that has one: zero-width spaces, byte order marks, control characters. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\u200B\uFEFF]/gu;

/** A row as a draft takes it, and what had to be mended for that. */
export function mendRow({ place, concept, problems }: DocumentRow): DocumentRow {
  const noted: RowProblem[] = [...problems];
  const note: Note = (code, severity, message) => void noted.push({ code, severity, message });
  const prefLabels = cleanTexts(concept.prefLabels, note);
  const altLabels = withoutDoubles(cleanLists(concept.altLabels, note), prefLabels, note);
  const mended: RowConcept = {
    ...concept,
    id: clean(concept.id),
    notation: orNull(concept.notation),
    broaderId: orNull(concept.broaderId),
    prefLabels,
    altLabels,
    hiddenLabels: withoutShown(cleanLists(concept.hiddenLabels, note), prefLabels, altLabels, note),
    definitions: cleanTexts(concept.definitions, note),
    scopeNotes: cleanTexts(concept.scopeNotes, note),
    prompts: cleanLists(concept.prompts, note),
    reviewedPrompts: cleanList(concept.reviewedPrompts).filter(isLanguageTag),
    facets: withoutEmpty(mapEntries(concept.facets, (facet, values) => [clean(facet), cleanList(values)])),
    examples: concept.examples.flatMap((example) => mendExample(example, note)),
    mappings: concept.mappings.filter(({ target }) => canMapTo(target, note)),
    relatedIds: cleanList(concept.relatedIds),
    replacedByIds: replacements(concept, note),
  };
  if (hasBlankSurroundings(concept.prefLabels)) note('text', 'hint', 'spaces or invisible characters taken away');
  return { place, concept: mended, problems: noted };
}

/** Labels with an equal key look alike to people: width, case and spaces do not tell them apart. */
export function labelKey(label: string): string {
  return label.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

type Note = (code: string, severity: RowProblem['severity'], message: string) => void;

function clean(text: string): string {
  return text.normalize('NFC').replaceAll(INVISIBLE, '').trim();
}

function orNull(text: string | null): string | null {
  return clean(text ?? '') || null;
}

function cleanList(texts: readonly string[]): string[] {
  return [...new Set(texts.map(clean))].filter((text) => text !== '');
}

function hasBlankSurroundings(texts: Texts): boolean {
  return Object.values(texts).some((text) => text !== clean(text));
}

function cleanTexts(texts: Texts, note: Note): Texts {
  const lists = cleanLists(
    mapEntries(texts, (language, text) => [language, [text]]),
    note,
  );
  return mapEntries(lists, (language, [text]) => [language, text]);
}

function cleanLists(lists: Lists, note: Note): Lists {
  const known = Object.entries(lists).filter(([language]) => isLanguage(language, note));
  return withoutEmpty(mapEntries(Object.fromEntries(known), (language, texts) => [language, cleanList(texts)]));
}

function isLanguage(language: string, note: Note): boolean {
  const isTag = isLanguageTag(language);
  if (!isTag) note('languageTag', 'warning', `"${language}" is no language tag (BCP 47); left out`);
  return isTag;
}

/** Synonyms that only width, case or spaces tell apart from the preferred label or from each other are one. */
function withoutDoubles(altLabels: Lists, prefLabels: Texts, note: Note): Lists {
  return keepTexts(altLabels, (language, texts) => {
    const seen = new Set(Object.hasOwn(prefLabels, language) ? [labelKey(prefLabels[language])] : []);
    return texts.filter((text) => {
      const isKnown = seen.has(labelKey(text));
      if (isKnown) note('labelsNotDisjoint', 'warning', `synonym "${text}" says what another label says; left out`);
      seen.add(labelKey(text));
      return !isKnown;
    });
  });
}

/** A reading that is also shown is shown only. */
function withoutShown(hiddenLabels: Lists, prefLabels: Texts, altLabels: Lists, note: Note): Lists {
  return keepTexts(hiddenLabels, (language, texts) => {
    const shown = new Set([prefLabels[language], ...(altLabels[language] ?? [])]);
    return texts.filter((text) => {
      if (shown.has(text)) note('labelsNotDisjoint', 'warning', `reading "${text}" is also a label; left out`);
      return !shown.has(text);
    });
  });
}

function mendExample({ note: text, videoSha256, startMs, endMs }: ConceptExample, note: Note): ConceptExample[] {
  const bare = { note: clean(text), videoSha256: null, startMs: null, endMs: null };
  if (videoSha256 !== null && startMs !== null && endMs !== null && startMs < endMs)
    return [{ note: bare.note, videoSha256, startMs, endMs }];
  if (videoSha256 !== null) note('example', 'warning', `an example's part of a video is empty; its note is kept`);
  return bare.note === '' ? [] : [bare];
}

function canMapTo(target: string, note: Note): boolean {
  const isRight = isMappingTarget(target);
  if (!isRight) note('mappingTarget', 'warning', `mapping to "${target}" is no IRI of a concept; left out`);
  return isRight;
}

function replacements({ status, replacedByIds }: RowConcept, note: Note): string[] {
  if (status === 'deprecated') return cleanList(replacedByIds);
  if (replacedByIds.length > 0) note('replacedByActive', 'warning', 'only what is deprecated is replaced; left out');
  return [];
}

function keepTexts(lists: Lists, keep: (language: string, texts: readonly string[]) => readonly string[]): Lists {
  return withoutEmpty(mapEntries(lists, (language, texts) => [language, keep(language, texts)]));
}

function withoutEmpty(lists: Lists): Lists {
  return Object.fromEntries(Object.entries(lists).filter(([key, texts]) => key !== '' && texts.length > 0));
}

function mapEntries<T, U>(
  record: Readonly<Record<string, T>>,
  map: (key: string, value: T) => [string, U],
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => map(key, value)));
}
