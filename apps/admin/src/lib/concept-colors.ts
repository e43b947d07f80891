/**
 * Twelve colours that people with any kind of colour vision can tell apart, in an order in which neighbours differ in
 * lightness, too; readable on both surfaces.
 */
const COLORS = [
  '#2f7fc1',
  '#e08a00',
  '#2a9d6f',
  '#c75146',
  '#7b62c9',
  '#9a8a00',
  '#1aa3b8',
  '#c2569b',
  '#6b8e23',
  '#8d6346',
  '#4a5fa5',
  '#d1699a',
] as const;

/** What nobody knows the concept of. */
export const UNKNOWN_COLOR = '#8b929a';

/**
 * External ids of concepts in the order in which their vocabulary got them: what is added later, comes last.
 * @param concepts with their ids in the API, which are base64url of keys that ascend in time (UUIDv7)
 */
export function inOrderOfCreation(concepts: Iterable<{ readonly id: string; readonly externalId: string }>): string[] {
  const keyed = Array.from(concepts, ({ id, externalId }) => ({ key: keyOf(id), externalId }));
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ externalId }) => externalId);
}

function keyOf(id: string): string {
  return atob(id.replaceAll('-', '+').replaceAll('_', '/'));
}

/**
 * Colours of a version's concepts, by external id. The first twelve of a vocabulary have one each, and keep it in all later
 * versions, wherever they are moved. Each further one has that of the nearest broader concept among those, else one by its
 * external id: labels and places tell them apart.
 * @param inOrder external ids in the order of creation
 * @param broaderOf external id of the broader concept, if any
 */
export function conceptColors(
  inOrder: readonly string[],
  broaderOf: (externalId: string) => string | null | undefined,
): (externalId: string) => string {
  const own = new Map(COLORS.slice(0, inOrder.length).map((color, index) => [inOrder[index]!, color]));
  return (externalId) => {
    // Edits of two people together can close a circle.
    const seen = new Set<string>();
    for (let at: string | null | undefined = externalId; at != null && !seen.has(at); at = broaderOf(at)) {
      const color = own.get(at);
      if (color) return color;
      seen.add(at);
    }
    return COLORS[hashOf(externalId) % COLORS.length]!;
  };
}

function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) >>> 0;
  return hash;
}
