/** What the parts of a value are called; whatever is not known comes back as it is. */
export interface ValueWords {
  readonly status: (status: string) => string;
  readonly language: (tag: string) => string;
  readonly facet: (facet: string) => string;
  readonly facetValue: (facet: string, value: string) => string;
  readonly relation: (relation: string) => string;
  /** A part of a video. */
  readonly span: (startMs: number, endMs: number) => string;
  /** @param externalId of a concept that a field refers to */
  readonly concept: (externalId: string) => string;
}

/** A field's value, as changes carry it, as people read it; what is not as expected stays. Lists are one a line. */
export function readableValue(field: string, text: string, words: ValueWords): string {
  switch (field) {
    case 'status':
      return words.status(text);
    case 'broader':
    case 'related':
    case 'replacedBy':
      return text.split('\n').map(words.concept).join('\n');
    case 'reviewedPromptLanguages':
      return text.split('\n').map(words.language).join('\n');
    case 'facets':
      return fromJson(text, (value) => facetLines(value, words));
    case 'mappings':
      return fromJson(text, (value) => linesOf(value, (each) => mappingLine(each, words)));
    case 'examples':
      return fromJson(text, (value) => linesOf(value, (each) => exampleLine(each, words)));
    default:
      return text;
  }
}

function fromJson(text: string, linesOfValue: (value: unknown) => readonly string[]): string {
  try {
    return linesOfValue(JSON.parse(text) as unknown).join('\n');
  } catch {
    return text;
  }
}

function linesOf(value: unknown, line: (each: Readonly<Record<string, unknown>>) => string): string[] {
  return (value as readonly Readonly<Record<string, unknown>>[]).map(line);
}

function facetLines(value: unknown, words: ValueWords): string[] {
  return Object.entries(value as Readonly<Record<string, readonly string[]>>).map(
    ([facet, values]) => `${words.facet(facet)}: ${values.map((each) => words.facetValue(facet, each)).join(', ')}`,
  );
}

function mappingLine({ relation, target }: Readonly<Record<string, unknown>>, words: ValueWords): string {
  return `${words.relation(String(relation))}: ${String(target)}`;
}

function exampleLine({ note, startMs, endMs }: Readonly<Record<string, unknown>>, words: ValueWords): string {
  const span = typeof startMs === 'number' && typeof endMs === 'number' ? words.span(startMs, endMs) : '';
  return [note, span].filter(Boolean).join(' ');
}
