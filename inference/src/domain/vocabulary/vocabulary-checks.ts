import { broaderChains, compareHeights, followChains, pushTo, wayFrom } from './concept-chains.ts';
import type { ConceptContent, TextField, VocabularyContents } from './concept-content.ts';
import { foldText } from './fold-text.ts';
import { hasJapaneseScript, isAbbreviation, isBlankText, isEnglishTag, isJapaneseTag } from './script.ts';
import { inLanguage, labelOf, UNDETERMINED_LANGUAGE } from './vocabulary.ts';
import type { ByLanguage } from './vocabulary.ts';

export type VocabularyCheckKind =
  | 'labelsNotDisjoint'
  | 'duplicateLabel'
  | 'relatedIsBroader'
  | 'broaderCycle'
  | 'broaderMissing'
  | 'redundantRelation'
  | 'missingLanguage'
  | 'wrongScript'
  | 'emptyText'
  | 'replacementMissing'
  | 'replacementDeprecated'
  | 'missingDefinition'
  /** These need an encoder: see `checkPrompts` and `SimilarPairs`. */
  | 'promptTooLong'
  | 'unseenWord'
  | 'confusable';

/** Of the prompt sets that come with the product. */
export const PROMPT_LANGUAGES: readonly string[] = ['en'];

/** Errors must be mended before a version is published; warnings should be; hints may be. */
export type CheckSeverity = 'error' | 'warning' | 'hint';

/** Something that is wrong with a vocabulary. */
export interface VocabularyCheck {
  readonly kind: VocabularyCheckKind;
  readonly severity: CheckSeverity;
  /** The concepts it is about, at least one. */
  readonly conceptIds: readonly string[];
  /** The field of `ConceptContent` where it can be mended. */
  readonly field: string | null;
  readonly language: string | null;
  /** The words, ids or numbers it is about, in no language of ours; may be empty. */
  readonly detail: string;
}

export interface VocabularyCheckOptions {
  /** Share of the active concepts with a label in a language, from which on the others miss it. Default 0.5. */
  readonly languageShare?: number;
  /** Languages that prompts are written in: an active concept needs a label in one of them. Default: not checked. */
  readonly promptLanguages?: readonly string[];
  /** Share of the active concepts with a definition, from which on the others miss one. Default 0.25. */
  readonly definitionShare?: number;
}

/**
 * All that is wrong with the contents of a version, errors first. Takes time in proportion to the size of the contents.
 *
 * @see https://www.w3.org/TR/skos-reference/ S13 (labelsNotDisjoint) and S27 (relatedIsBroader)
 */
export function checkVocabulary(
  contents: VocabularyContents,
  { languageShare = 0.5, definitionShare = 0.25, promptLanguages = [] }: VocabularyCheckOptions = {},
): VocabularyCheck[] {
  const labelled = [...contents.values()].map((concept) => ({ concept, labels: labelsOf(concept) }));
  return errorsFirst([
    ...labelsNotDisjoint(labelled),
    ...duplicateLabel(labelled),
    ...relatedIsBroader(contents),
    ...broaderCycle(contents),
    ...broaderMissing(contents),
    ...redundantRelation(contents),
    ...missingLanguage(contents, languageShare, promptLanguages),
    ...wrongScript(labelled),
    ...emptyText(labelled),
    ...replacementMissing(contents),
    ...replacementDeprecated(contents),
    ...missingDefinition(contents, definitionShare),
  ]);
}

/** Errors, then warnings, then hints; otherwise in the order they came in. */
export function errorsFirst(checks: readonly VocabularyCheck[]): VocabularyCheck[] {
  return checks.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

const SEVERITIES: readonly CheckSeverity[] = ['error', 'warning', 'hint'];

/** A text that is both of prefLabel, altLabel and hiddenLabel in a language; literally, since a reading may fold alike. */
function labelsNotDisjoint(labelled: readonly Labelled[]): VocabularyCheck[] {
  return labelled.flatMap(({ concept, labels }) => {
    const taken = new Set<string>();
    return labels
      .filter(({ language, text }) => isRepeated(taken, `${language}\n${text}`))
      .map((label) => textCheck('labelsNotDisjoint', 'error', [concept.id], label));
  });
}

/** Active concepts that cannot be told apart by a label, however it is typed; one check per language and label. */
function duplicateLabel(labelled: readonly Labelled[]): VocabularyCheck[] {
  return namesakes(labelled).flatMap((names) => {
    const { label } = names[0];
    const prefs = names.filter((name) => name.label.field === 'prefLabels').map(({ concept }) => concept);
    const conceptIds = new Set([...prefs, ...names.map(({ concept }) => concept)].map(({ id }) => id));
    if (prefs.length === 0 || conceptIds.size < 2) return [];
    const areSiblings = new Set(prefs.map(({ broaderId }) => broaderId)).size < prefs.length;
    const field = prefs.length > 1 ? 'prefLabels' : 'altLabels';
    return [textCheck('duplicateLabel', areSiblings ? 'error' : 'warning', [...conceptIds], { ...label, field })];
  });
}

/** Pairs that are related and also one above the other; `[narrower, broader]`, each pair once whoever says it. */
function relatedIsBroader(contents: VocabularyContents): VocabularyCheck[] {
  const isAbove = compareHeights(contents);
  const pairs = new Map<string, readonly [string, string]>();
  for (const { id, relatedIds } of contents.values()) {
    for (const relatedId of relatedIds) {
      const pair = isAbove(relatedId, id) ? ([id, relatedId] as const) : ([relatedId, id] as const);
      if (isAbove(pair[1], pair[0])) pairs.set(JSON.stringify(pair), pair);
    }
  }
  return [...pairs.values()].map((pair) => idCheck('relatedIsBroader', 'error', pair, 'relatedIds', pair[1]));
}

/** Concepts that are above themselves; each circle once. */
function broaderCycle(contents: VocabularyContents): VocabularyCheck[] {
  return broaderChains(contents).circles.map((circle) =>
    idCheck('broaderCycle', 'error', circle, 'broaderId', [...circle, circle[0]].join(' → ')),
  );
}

function broaderMissing(contents: VocabularyContents): VocabularyCheck[] {
  return [...contents.values()].flatMap(({ id, broaderId }) =>
    broaderId === null || contents.has(broaderId)
      ? []
      : [idCheck('broaderMissing', 'error', [id], 'broaderId', broaderId)],
  );
}

/** Concepts related to themselves, or twice to another. */
function redundantRelation(contents: VocabularyContents): VocabularyCheck[] {
  return [...contents.values()].flatMap(({ id, relatedIds }) => {
    const taken = new Set([id]);
    const redundant = new Set(relatedIds.filter((relatedId) => isRepeated(taken, relatedId)));
    return [...redundant].map((relatedId) => idCheck('redundantRelation', 'warning', [id], 'relatedIds', relatedId));
  });
}

/** Active concepts without a prefLabel in a language that most have; the detail tells how many of how many have it. */
function missingLanguage(
  contents: VocabularyContents,
  share: number,
  promptLanguages: readonly string[],
): VocabularyCheck[] {
  const active = activeConcepts(contents);
  const counts = languageCounts(active);
  const isWanted = (language: string) => (counts.get(language) ?? 0) >= share * active.length;
  const wanted = [...counts.keys()].filter((language) => language !== UNDETERMINED_LANGUAGE && isWanted(language));
  const check = (language: string, missing: readonly ConceptContent[]) => {
    const place = { field: 'prefLabels', language, text: `${counts.get(language) ?? 0}/${active.length}` };
    return missing.map(({ id }) => textCheck('missingLanguage', 'warning', [id], place));
  };
  const isPrompted = (concept: ConceptContent) => promptLanguages.some((language) => canPrompt(concept, language));
  const [prompted] = promptLanguages;
  const isTold = prompted === undefined || promptLanguages.some((language) => wanted.includes(language));
  return [
    ...wanted.flatMap((language) =>
      check(
        language,
        active.filter(({ prefLabels }) => !Object.hasOwn(prefLabels, language)),
      ),
    ),
    ...(isTold
      ? []
      : check(
          prompted,
          active.filter((concept) => !isPrompted(concept)),
        )),
  ];
}

function canPrompt(concept: ConceptContent, language: string): boolean {
  return labelOf(concept, language) !== undefined || inLanguage(concept.prompts, language) !== undefined;
}

/** English with Japanese script, which the encoder cannot read, and Japanese without any. Hidden labels may be anything. */
function wrongScript(labelled: readonly Labelled[]): VocabularyCheck[] {
  return labelled.flatMap(({ concept, labels }) => {
    const shown = labels.filter(({ field }) => field !== 'hiddenLabels');
    const english = [...shown, ...textsOf(concept, 'prompts')].filter(
      ({ language, text }) => isEnglishTag(language) && hasJapaneseScript(text),
    );
    const japanese = shown.filter(
      ({ language, text }) => isJapaneseTag(language) && !hasJapaneseScript(text) && !isAbbreviation(text),
    );
    return [...english, ...japanese].map((text) => textCheck('wrongScript', 'warning', [concept.id], text));
  });
}

function emptyText(labelled: readonly Labelled[]): VocabularyCheck[] {
  return labelled.flatMap(({ concept, labels }) =>
    labels.filter(({ text }) => isBlankText(text)).map((label) => textCheck('emptyText', 'error', [concept.id], label)),
  );
}

/** Deprecated concepts of which nothing tells what stands in their place (that may be meant), and replacements not there. */
function replacementMissing(contents: VocabularyContents): VocabularyCheck[] {
  return [...contents.values()].flatMap(({ id, status, replacedByIds }) => {
    if (status === 'deprecated' && replacedByIds.length === 0)
      return [idCheck('replacementMissing', 'hint', [id], 'replacedByIds', '')];
    const missing = [...new Set(replacedByIds)].filter((replacementId) => !contents.has(replacementId));
    return missing.map((missingId) => idCheck('replacementMissing', 'error', [id], 'replacedByIds', missingId));
  });
}

/**
 * Deprecated concepts with a replacement that is deprecated too and leads to no active concept. One check per dead end or
 * circle, for all that run into it; the detail is the way from the first of them.
 */
function replacementDeprecated(contents: VocabularyContents): VocabularyCheck[] {
  const next = (id: string): string | undefined =>
    contents.get(id)?.replacedByIds.find((nextId) => contents.has(nextId));
  const arriving = leadingToActive(contents);
  const lost = [...contents.keys()].filter((id) => !arriving.has(id));
  const { endOf } = followChains(lost, next);
  const chains = new Map<string, { readonly way: readonly string[]; readonly conceptIds: Set<string> }>();
  for (const { id, status, replacedByIds } of contents.values()) {
    for (const replacementId of status === 'deprecated' ? replacedByIds : []) {
      const end = endOf.get(replacementId);
      if (end === undefined) continue;
      const chain = chains.get(end) ?? { way: wayFrom(id, replacementId, next), conceptIds: new Set() };
      chains.set(end, chain);
      chain.conceptIds.add(id);
    }
  }
  return [...chains.values()].map(({ way, conceptIds }) =>
    idCheck('replacementDeprecated', 'warning', [...conceptIds], 'replacedByIds', way.join(' → ')),
  );
}

/** Active concepts without a definition in any language; the detail tells how many of how many have one. */
function missingDefinition(contents: VocabularyContents, share: number): VocabularyCheck[] {
  const active = activeConcepts(contents);
  const without = active.filter(({ definitions }) => Object.values(definitions).every(isBlankText));
  const count = active.length - without.length;
  if (count < share * active.length) return [];
  const detail = `${count}/${active.length}`;
  return without.map(({ id }) => idCheck('missingDefinition', 'hint', [id], 'definitions', detail));
}

interface PlacedText {
  readonly field: string;
  readonly language: string;
  readonly text: string;
}

interface Labelled {
  readonly concept: ConceptContent;
  /** All of them, each once per field and language. */
  readonly labels: readonly PlacedText[];
}

function textCheck(
  kind: VocabularyCheckKind,
  severity: CheckSeverity,
  conceptIds: readonly string[],
  { field, language, text }: PlacedText,
): VocabularyCheck {
  return { kind, severity, conceptIds, field, language, detail: text };
}

function idCheck(
  kind: VocabularyCheckKind,
  severity: CheckSeverity,
  conceptIds: readonly string[],
  field: keyof ConceptContent,
  detail: string,
): VocabularyCheck {
  return { kind, severity, conceptIds, field, language: null, detail };
}

function activeConcepts(contents: VocabularyContents): ConceptContent[] {
  return [...contents.values()].filter(({ status }) => status === 'active');
}

function labelsOf(concept: ConceptContent): PlacedText[] {
  return (['prefLabels', 'altLabels', 'hiddenLabels'] as const).flatMap((field) => textsOf(concept, field));
}

/** The texts of a field, each once per language. */
function textsOf(concept: ConceptContent, field: TextField): PlacedText[] {
  const values: ByLanguage<string | readonly string[]> = concept[field];
  return Object.entries(values).flatMap(([language, value]) =>
    typeof value === 'string'
      ? { field, language, text: value }
      : [...new Set(value)].map((text) => ({ field, language, text })),
  );
}

/** Adds a value; whether it was there before. */
function isRepeated(taken: Set<string>, value: string): boolean {
  if (taken.has(value)) return true;
  taken.add(value);
  return false;
}

interface Name {
  readonly concept: ConceptContent;
  readonly label: PlacedText;
}

/**
 * The names of active concepts that fold alike in a language, where there are two or more; blank labels name nothing.
 * Most names are alone: only the others get a list.
 */
function namesakes(labelled: readonly Labelled[]): Name[][] {
  const firsts = new Map<string, Name>();
  const groups = new Map<string, Name[]>();
  for (const { concept, labels } of labelled) {
    if (concept.status !== 'active') continue;
    for (const label of labels) {
      if (label.field === 'hiddenLabels' || isBlankText(label.text)) continue;
      const folded = `${label.language}\n${foldText(label.text).replaceAll(/\s+/g, ' ')}`;
      const first = firsts.get(folded);
      if (first === undefined) firsts.set(folded, { concept, label });
      else {
        if (!groups.has(folded)) groups.set(folded, [first]);
        pushTo(groups, folded, { concept, label });
      }
    }
  }
  return [...groups.values()];
}

/** Concepts with a prefLabel, by language. */
function languageCounts(concepts: readonly ConceptContent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const language of concepts.flatMap(({ prefLabels }) => Object.keys(prefLabels)))
    counts.set(language, (counts.get(language) ?? 0) + 1);
  return counts;
}

/** Active concepts and those that are replaced, over however many steps, by one at least. */
function leadingToActive(contents: VocabularyContents): Set<string> {
  const replaced = new Map<string, string[]>();
  for (const { id, replacedByIds } of contents.values())
    for (const replacementId of replacedByIds) pushTo(replaced, replacementId, id);
  const arriving = new Set(activeConcepts(contents).map(({ id }) => id));
  // A set is walked in the order in which it grows.
  for (const id of arriving) for (const replacedId of replaced.get(id) ?? []) arriving.add(replacedId);
  return arriving;
}
